// For a worker, classic or module: posts the numbers.
import { load } from 'mle-core';
import { numbers } from './numbers.js';

load().then((engine) => postMessage(numbers(engine)));
