import { createServer } from 'node:net';

/** Some port whose neighbours are most likely free too: runs side by side must not meet. */
export async function freeRange(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return 10_000 + (port % 20_000);
}
