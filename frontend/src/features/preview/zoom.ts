export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture lies in its stage: how many screen pixels one of its pixels takes, and where its middle is. */
export interface Placement {
  readonly scale: number;
  /** Distance of the picture's middle from the stage's middle, in screen pixels. */
  readonly x: number;
  readonly y: number;
}

/** Largest magnification, and the step of one press of a key. */
export const LARGEST = 32;
export const STEP = 1.5;

/** Room around a picture that fits, in screen pixels. */
const MARGIN = 24;

/** The scale at which the whole picture is seen; small pictures are not blown up. */
export function fitScale(stage: Size, picture: Size): number {
  if (picture.width <= 0 || picture.height <= 0 || stage.width <= 0 || stage.height <= 0) return 1;
  return Math.min(
    1,
    Math.max(1, stage.width - 2 * MARGIN) / picture.width,
    Math.max(1, stage.height - 2 * MARGIN) / picture.height,
  );
}

/** The whole picture in the middle. */
export function fitted(stage: Size, picture: Size): Placement {
  return { scale: fitScale(stage, picture), x: 0, y: 0 };
}

/** True when the picture is larger than where it is seen, so that it can be pushed about. */
export function isLarger(placement: Placement, stage: Size, picture: Size): boolean {
  return (
    picture.width * placement.scale > stage.width + 1 || picture.height * placement.scale > stage.height + 1
  );
}

/** Keeps the picture in sight: centred where it is smaller than the stage, without a gap at an edge where larger. */
export function kept(placement: Placement, stage: Size, picture: Size): Placement {
  const { scale } = placement;
  const reach = (extent: number, room: number) => Math.max(0, (extent * scale - room) / 2);
  const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return {
    scale,
    x: limit(placement.x, reach(picture.width, stage.width)),
    y: limit(placement.y, reach(picture.height, stage.height)),
  };
}

/**
 * Magnifies around a point of the stage, measured from its middle: what is below that point stays there. Never smaller
 * than the whole picture is seen at.
 */
export function zoomedTo(
  placement: Placement,
  wanted: number,
  around: Point,
  stage: Size,
  picture: Size,
): Placement {
  const scale = Math.max(fitScale(stage, picture), Math.min(LARGEST, wanted));
  const factor = scale / placement.scale;
  return kept(
    {
      scale,
      x: around.x - (around.x - placement.x) * factor,
      y: around.y - (around.y - placement.y) * factor,
    },
    stage,
    picture,
  );
}

/** Pushes the picture by a distance in screen pixels. */
export function pushed(placement: Placement, by: Point, stage: Size, picture: Size): Placement {
  return kept({ ...placement, x: placement.x + by.x, y: placement.y + by.y }, stage, picture);
}

/** The magnification that one turn of a wheel or a pinch on a pad means; `deltaY` as in its event, in pixels. */
export function wheelFactor(deltaY: number, pinched: boolean): number {
  const limited = Math.max(-120, Math.min(120, deltaY));
  return Math.exp(-limited * (pinched ? 0.01 : 0.0025));
}
