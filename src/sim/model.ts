import { type Micros, micros } from '../base/ids.ts';

/** Numbers of a dated behaviour model that AWS doesn't publish; a link pins its model, so these never change under one name. */
export interface Model {
  /** Default time of one hop between two services, µs. */
  readonly hop: Micros;
  /** One metering tick in ns of a full vCPU. */
  readonly tickNs: number;
  /** Ticks that a turn may burn without yielding before it is taken to spin until its timeout. */
  readonly spinTicks: number;
}

/** Every behaviour model that a scenario may name; old ones stay, so that old links play the same. */
export const MODELS: { readonly [name: string]: Model } = {
  '2026-11': { hop: micros(1_000), tickNs: 20, spinTicks: 200_000_000 },
};

/** The model of new scenarios. */
export const CURRENT_MODEL = '2026-11';
