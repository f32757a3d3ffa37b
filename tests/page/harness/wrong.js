// Does what no page of the lesson may do, for tests/page/harness.test.js to see noticed.
console.error('said on the console');
setTimeout(() => { throw new Error('thrown in the page'); });
Promise.reject(new Error('rejected in the page'));
fetch('http://elsewhere.invalid/fetched').catch(() => {});
