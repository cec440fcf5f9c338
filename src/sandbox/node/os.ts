import { memoryBytes } from '../realm/memory.ts';
import { process } from './process.ts';

/** node:os of a Lambda environment. */

/** The function's memory in bytes. */
export const memorySize = (): number => Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 128) * 1024 * 1024;

export const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: (): string => 'x64',
  platform: (): string => 'linux',
  type: (): string => 'Linux',
  release: (): string => '5.10.245-266.983.amzn2.x86_64',
  version: (): string => '#1 SMP Fri Oct 17 00:00:00 UTC 2025',
  machine: (): string => 'x86_64',
  hostname: (): string => '169.254.100.1',
  homedir: (): string => '/home/sbx_user1051',
  tmpdir: (): string => '/tmp',
  endianness: (): string => 'LE',
  uptime: (): number => process.uptime() + 10,
  loadavg: (): number[] => [0, 0, 0],
  totalmem: memorySize,
  freemem: (): number => Math.max(0, memorySize() - memoryBytes()),
  availableParallelism: (): number => Math.max(2, Math.ceil(memorySize() / 1024 / 1024 / 1769)),
  cpus: (): object[] =>
    Array.from({ length: Math.max(2, Math.ceil(memorySize() / 1024 / 1024 / 1769)) }, () => ({
      model: 'Intel(R) Xeon(R) Processor @ 2.50GHz',
      speed: 2500,
      times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
    })),
  networkInterfaces: (): object => ({}),
  userInfo: (): object => ({ uid: 993, gid: 990, username: 'sbx_user1051', homedir: '/home/sbx_user1051', shell: '/sbin/nologin' }),
  getPriority: (): number => 0,
  setPriority: (): void => {},
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }, errno: {}, priority: {}, dlopen: {} },
};
