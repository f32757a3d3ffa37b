// For node: prints the numbers.
import { load } from 'mle-core';
import { numbers } from './numbers.js';

load().then((engine) => console.log(JSON.stringify(numbers(engine))));
