import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Another process that answers "task repeats" with "nanoseconds value", one line each.
 * @param {string} command @param {string[]} given
 */
export async function peer(command, ...given) {
  const child = spawn(command, given, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${command} ${given.join(' ')} ended`);
    return /** @type {string} */ (value);
  };
  return {
    greeting: await next(),
    /** @param {string} task @returns {(repeats: number) => Promise<{ time: number, value: number }>} */
    task: (task) => async (repeats) => {
      child.stdin.write(`${task} ${repeats}\n`);
      const [time, value] = (await next()).split(' ').map(Number);
      return { time, value };
    },
    end: () => child.stdin.end(),
  };
}
