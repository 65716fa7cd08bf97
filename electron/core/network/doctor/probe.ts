import http from 'node:http';

const TIME_LIMIT_MS = 4000;

/**
 * Opens an address as another device would: a connection to the address on the network (never the loopback), and a
 * request to which this cloud alone knows the answer. `hears` tells whether that answer was given.
 */
export function probeDoor(url: string, hears: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, timeout: TIME_LIMIT_MS }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode === 200 && hears()));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
