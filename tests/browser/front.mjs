/*
 * front -- nginx before several nodes, by the site of the package: each
 * request goes to the next node, and past one that does not answer.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';

/* A port of loopback that nobody has now. */
export function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/* The package's site on loopback, without TLS: that is tests/deb's. */
function site(root, port, nodes) {
  const servers = nodes.map((n) => `    server 127.0.0.1:${n} fail_timeout=1s;`).join('\n');
  const text = readFileSync(join(root, 'packaging/diogel.nginx'), 'utf8')
    .replace(/server \{\s*listen 80;[^]*?\n\}\n/, '')
    .replace(/^ *(ssl_.*|listen \[::\].*)\n/gm, '')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('    server unix:/run/diogel/web;', servers)
    .replace('/usr/share/diogel;', `${join(root, 'packaging')};`);
  if (!text.includes(servers) || !text.includes(`127.0.0.1:${port};`)) {
    throw new Error('packaging/diogel.nginx is not what front.mjs reads');
  }
  return text;
}

/* Starts it, in a folder of its own; {port, stop()}. */
export async function front(root, dir, nodes) {
  const port = await freePort();
  const at = join(dir, 'nginx');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${at}/${what};`).join('\n');
  mkdirSync(at, { recursive: true });
  const user = process.getuid() === 0 ? 'user root;' : ''; /* the folder's */
  writeFileSync(join(at, 'nginx.conf'), `${user}pid ${at}/pid; daemon off;
error_log ${at}/log;
events {}
http {
${temporary}
${site(root, port, nodes)}}
`);
  const nginx = spawn('nginx', ['-p', at, '-e', join(at, 'log'),
    '-c', join(at, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  process.on('exit', () => nginx.kill('SIGTERM'));
  for (let i = 0; ; i += 1) {
    const there = await fetch(`http://127.0.0.1:${port}/en/sign-in`)
      .catch(() => null);
    if (there?.status === 200) break;
    if (i === 100) throw new Error(readFileSync(join(at, 'log'), 'utf8'));
    await new Promise((go) => { setTimeout(go, 100); });
  }
  return {
    port,
    stop: () => new Promise((resolve) => {
      nginx.once('exit', resolve);
      nginx.kill('SIGTERM');
    }),
  };
}
