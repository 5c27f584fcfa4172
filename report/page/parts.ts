// Lines and rings in flat arrays, in metres from the map's origin. Every part knows its box, so that
// what is out of sight costs a comparison.
import type { PartList } from "./data";

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export class Parts {
  readonly count: number;
  readonly xy: Float32Array;
  /** Where each part begins in `xy`; one more than there are parts. */
  readonly at: Uint32Array;
  /** min x, min y, max x, max y of each part. */
  readonly box: Float32Array;
  /** The feature a part is of. */
  readonly group: Uint32Array;

  constructor(list: PartList, unit: number) {
    this.count = list.size.length;
    this.xy = new Float32Array(list.xy.length);
    this.at = new Uint32Array(this.count + 1);
    this.box = new Float32Array(this.count * 4);
    this.group = new Uint32Array(this.count);
    let part = 0;
    list.feature.forEach((parts, feature) => {
      for (const end = part + parts; part < end; ++part) {
        this.group[part] = feature;
        this.at[part + 1] = this.at[part] + list.size[part];
        this.read(list.xy, part, unit);
      }
    });
  }

  sees(part: number, view: Box): boolean {
    const b = part * 4;
    return this.box[b] <= view.maxX && this.box[b + 2] >= view.minX &&
      this.box[b + 1] <= view.maxY && this.box[b + 3] >= view.minY;
  }

  private read(numbers: number[], part: number, unit: number): void {
    let [x, y] = [0, 0];
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = this.at[part]; i + 1 < this.at[part + 1]; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      const east = x * unit;
      const north = y * unit;
      this.xy[i] = east;
      this.xy[i + 1] = north;
      if (east < minX) minX = east;
      if (east > maxX) maxX = east;
      if (north < minY) minY = north;
      if (north > maxY) maxY = north;
    }
    this.box.set([minX, minY, maxX, maxY], part * 4);
  }
}
