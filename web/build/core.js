import { readFile } from 'node:fs/promises';
import { loadEngine } from '../core/lesson.js';
import { paths } from './paths.js';

/** The page's own core, for what the build computes: stills and plots. */
export const engineFromDisk = async () => loadEngine({ wasmBinary: await readFile(paths.lessonWasm) });
