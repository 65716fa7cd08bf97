import http from 'node:http';

// Many phones that open one page in the same moment, in a process of their own: node phones.ts URL COUNT
const [url = '', count = '200'] = process.argv.slice(2);

/** Milliseconds until one phone has all of the page, from its first packet on. */
function open(): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent: false, headers: { accept: 'text/html', 'accept-language': 'pt-BR' } }, (answer) => {
        answer.once('error', reject);
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve(performance.now() - start);
          else reject(new Error(`answered ${String(answer.statusCode)}`));
        });
        answer.resume();
      })
      .once('error', reject);
  });
}

const times = await Promise.all(Array.from({ length: Number(count) }, open));
console.log(JSON.stringify(times));
