"""Phantoms of the thorax: a postero-anterior radiograph by line integrals, and an axial CT slice at the heart.

Millimetres; x grows to the patient's left (right in the picture), y downwards in the picture.
"""

import numpy as np
from scipy import ndimage

from sample_scans.shapes import coverage, ellipsoid, noise, paint, smooth_union, tube

XRAY_ROWS, XRAY_COLUMNS, XRAY_PIXEL_MM = 448, 432, 0.9
QUANTA = 120000
CT_SIZE, CT_PIXEL_MM = 256, 1.5
CT_PADDING = -2000
CT_INTERCEPT_HU = -1024


def _grid(rows, columns, pixel_mm):
    y, x = np.mgrid[:rows, :columns].astype(float)
    return (x - (columns - 1) / 2) * pixel_mm, (y - (rows - 1) / 2) * pixel_mm


# --- radiograph ------------------------------------------------------------------------------------------------------


def chest_xray(seed):
    """12-bit pixels (XRAY_ROWS, XRAY_COLUMNS), larger where more radiation arrived: MONOCHROME1."""
    rng = np.random.default_rng(seed)
    x, y = _grid(XRAY_ROWS, XRAY_COLUMNS, XRAY_PIXEL_MM)
    attenuation = _soft_tissue(x, y) + _mediastinum(x, y)
    lungs = _lungs(x, y)
    attenuation = attenuation * (1 - 0.62 * lungs) + _lung_vessels(rng, x, y) * lungs
    attenuation += _bones(x, y)
    attenuation += 0.05 * noise(rng, x.shape, 14) * coverage(_torso(x, y), 20)
    attenuation = ndimage.gaussian_filter(attenuation, 0.7)
    scatter = ndimage.gaussian_filter(np.exp(-attenuation), 35) * 0.10
    exposure = np.exp(-attenuation) + scatter
    quanta = rng.poisson(exposure * QUANTA) + 1.0
    pixels = 4095 + 640 * np.log(np.minimum(quanta / QUANTA, 1))
    return np.clip(np.rint(pixels), 0, 4095).astype(np.uint16)


def _torso(x, y):
    side = np.abs(x)
    chest = ellipsoid((side, y), (0, 70), (158, 245), power=4)
    shoulders = ellipsoid((side, y), (120, -90), (95, 62), power=2.4)
    neck = ellipsoid((side, y), (0, -190), (52, 80), power=3)
    trapezius = tube((side, y), [(30, -185, 20), (150, -118, 40)])
    return smooth_union(smooth_union(chest, np.minimum(shoulders, trapezius), 20), neck, 25)


def _soft_tissue(x, y):
    """Attenuation of the body without bones, as if the lungs were filled."""
    depth = np.clip(-_torso(x, y), 0, None)
    rounded = np.sqrt(1 - (1 - np.clip(depth / 95, 0, 1)) ** 2)
    thickness_cm = 3.0 * (depth > 0) + 15.0 * rounded * (1 + 0.12 * np.tanh((y - 60) / 60))
    return 0.165 * ndimage.gaussian_filter(thickness_cm, 3)


def _diaphragm(x):
    """Height y of the domes: the right one (left in the picture) stands higher."""
    side = np.abs(x)
    top = np.where(x < 0, 92.0, 104.0)
    return top + 0.011 * np.maximum(side - 68, 0) ** 2 + 0.004 * np.maximum(68 - side, 0) ** 2


def _lungs(x, y):
    """Aerated share of the path, 0 to 1."""
    side = np.abs(x)
    lung = ellipsoid((side, y), (73, 10), (66, 172), power=2.6)
    lung = np.maximum(lung, 20 - side)
    lung = np.maximum(lung, y - _diaphragm(x))
    heart_shadow = ndimage.gaussian_filter(coverage(_heart(x, y), 2), 1.5)
    depth = np.clip(-lung / 34, 0, 1)
    inflated = coverage(lung, 3) * (0.42 + 0.58 * np.sqrt(depth))
    return inflated * (1 - 0.80 * heart_shadow)


def _heart(x, y):
    left = ellipsoid((x - 0.45 * (y - 60), y), (32, 66), (50, 56))
    right = ellipsoid((x, y), (-10, 62), (37, 48))
    trunk = ellipsoid((x, y), (14, 0), (28, 46))
    knob = ellipsoid((x, y), (22, -48), (19, 18))
    return smooth_union(smooth_union(left, right, 20), smooth_union(trunk, knob, 12), 26)


def _mediastinum(x, y):
    side = np.abs(x)
    upper = np.maximum(ellipsoid((side, y), (0, -70), (26, 150), power=4), y - 130)
    dense = 0.55 * ndimage.gaussian_filter(coverage(_heart(x, y), 3), 4)
    dense += 0.35 * ndimage.gaussian_filter(coverage(upper, 6), 4)
    aorta = np.abs(x - 24) - 9
    dense += 0.14 * coverage(np.maximum(aorta, np.abs(y - 25) - 75), 4)
    hilum = ellipsoid((side, y), (40, -4), (15, 24))
    dense += 0.28 * ndimage.gaussian_filter(coverage(hilum, 4), 7)
    airway = tube((side, y), [(0, -210, 8), (0, -48, 8)])
    airway = np.minimum(airway, tube((side, y), [(2, -46, 6), (34, -16, 5)]))
    dense -= 0.40 * ndimage.gaussian_filter(coverage(airway, 3), 1.5)
    bubble = ellipsoid((x, y), (62, 138), (30, 16))
    dense -= 0.55 * ndimage.gaussian_filter(coverage(bubble, 3), 1.5)
    return dense


def _lung_vessels(rng, x, y):
    """Branching vessels from both hila, thinner and fainter to the edge."""
    paths = np.zeros_like(x)
    for side in (-1, 1):
        for direction in np.linspace(-2.6, 2.3, 13):
            angle = direction * 0.62 + rng.normal(0, 0.08)
            _grow_vessel(rng, paths, x, y, (side * 40.0, -4.0), angle, side, 3.6, 46.0)
    mottle = np.abs(noise(rng, x.shape, 2.2)) * 0.07
    return ndimage.gaussian_filter(paths, 0.8) + mottle


def _grow_vessel(rng, paths, x, y, start, angle, side, radius, length):
    if radius < 0.9:
        return
    end = (start[0] + side * np.cos(angle) * length, start[1] + np.sin(angle) * length)
    distance = tube((x, y), [(*start, radius), (*end, 0.72 * radius)])
    np.maximum(paths, 0.11 * radius * coverage(distance, 1.6), out=paths)
    for turn in (-0.32, 0.30):
        _grow_vessel(rng, paths, x, y, end, angle + turn + rng.normal(0, 0.12), side, 0.68 * radius, 0.74 * length)


def _bones(x, y):
    side = np.abs(x)
    bones = np.zeros_like(x)
    for number in range(1, 11):
        bones += _rib(side, y, number)
    collar = tube(
        (side, y),
        [(13, -108, 8), (40, -121, 5.5), (75, -131, 5), (110, -146, 5.5), (140, -147, 7)],
    )
    bones += _hollow(collar, 0.34)
    bones += _hollow(ellipsoid((side, y), (172, -118), (25, 26)), 0.50)
    bones += _hollow(ellipsoid((side, y), (184, -40), (13, 85)), 0.40)
    blade = ellipsoid((side - 0.35 * (y + 60), y), (138, -62), (22, 62))
    bones += 0.14 * coverage(blade, 2.5) + 0.20 * coverage(np.abs(blade) - 1.5, 2)
    bones += _spine(x, y)
    return bones


def _hollow(distance, density):
    """A bone seen from the side: cortex dense at the rim, marrow lighter within."""
    return density * (0.60 * coverage(distance, 1.6) + 0.40 * coverage(np.abs(distance + 1.2) - 1.2, 1.6))


def _rib(side, y, number):
    """Posterior arc from the spine, falling outwards, and the fainter anterior arc falling inwards."""
    origin = -152 + 24.5 * number
    wall = 140 * np.sqrt(np.clip(1 - ((origin + 42 - 62) / 215) ** 2, 0.05, 1)) - 3
    wall -= max(0, 4 - number) * 13
    fall = 16 + 4.6 * number
    t = np.linspace(0, 1, 12)
    posterior_x = 17 + (wall - 17) * np.sin(t * np.pi / 2)
    posterior_y = origin - 9 * np.sin(np.pi * np.minimum(1, 1.5 * t)) + fall * t**2.2
    arc = tube((side, y), [(a, b, 5.0) for a, b in zip(posterior_x, posterior_y)])
    shadow = _hollow(arc, 0.34)
    if number <= 7:
        inner = 42 + 5 * number
        front_x = wall - (wall - inner) * t**0.8
        front_y = origin + fall + (34 - 2 * number) * np.sin(t * np.pi / 2)
        front = tube((side, y), [(a, b, 5.6) for a, b in zip(front_x, front_y)])
        shadow += _hollow(front, 0.20)
    return shadow


def _spine(x, y):
    """Vertebral bodies and pedicles in a column."""
    height = 23.0 + 0.012 * (y + 200)
    phase = np.mod(y + 200, height) - height / 2
    body = np.maximum(np.abs(x) - 16 - 1.6 * (2 * phase / height) ** 2, np.abs(phase) - 9.5)
    pedicle = ellipsoid((np.abs(x), phase), (10.5, -3), (3, 4.5))
    spinous = ellipsoid((x, phase), (0, 5), (2.5, 5))
    column = 0.24 * coverage(body, 2.5) + 0.10 * coverage(np.abs(body + 1) - 1, 2)
    column += 0.12 * coverage(pedicle, 1.5) + 0.10 * coverage(spinous, 1.5)
    transverse = ellipsoid((np.abs(x), phase), (23, -2), (9, 4))
    return column + 0.12 * coverage(transverse, 2)


# --- computed tomography ---------------------------------------------------------------------------------------------


def ct_slice(seed):
    """Stored values (CT_SIZE, CT_SIZE), signed: HU minus CT_INTERCEPT_HU, CT_PADDING outside the scan circle."""
    rng = np.random.default_rng(seed)
    over = 2
    x, y = _grid(CT_SIZE * over, CT_SIZE * over, CT_PIXEL_MM / over)
    hounsfield = _thorax_hounsfield(rng, x, y)
    hounsfield = ndimage.gaussian_filter(hounsfield, 1.1)
    hounsfield = hounsfield.reshape(CT_SIZE, over, CT_SIZE, over).mean(axis=(1, 3))
    hounsfield += _ct_noise(rng, hounsfield.shape)
    stored = np.clip(np.rint(hounsfield), -1024, 3071) - CT_INTERCEPT_HU
    x, y = _grid(CT_SIZE, CT_SIZE, CT_PIXEL_MM)
    outside = np.hypot(x, y) > CT_SIZE / 2 * CT_PIXEL_MM
    return np.where(outside, CT_PADDING, stored).astype(np.int16)


def _ct_noise(rng, shape):
    """Noise of filtered back-projection: little at low frequencies, stronger along the wide axis of the body."""
    grain = noise(rng, shape, 0.6, 2.0) * 11
    streaks = noise(rng, shape, (0.5, 9), (2.0, 9)) * 5
    return grain + streaks


def _thorax_hounsfield(rng, x, y):
    side = np.abs(x)
    image = np.full(x.shape, -1000.0)
    table = np.abs(np.hypot(x, y + 330) - 458) - 1.5
    paint(image, np.maximum(table, side - 165), -350)
    body = ellipsoid((x, y), (0, 2), (164, 112), power=2.5) + 1.5 * noise(rng, x.shape, 25)
    paint(image, body, 20)
    paint(image, body + 2, -100 + 9 * noise(rng, x.shape, 3))
    cage = ellipsoid((x, y), (0, 2), (138, 92), power=2.4)
    muscle = 55 + 8 * noise(rng, x.shape, 2)
    paint(image, cage - 8, muscle)
    paint(image, np.abs(cage - 5) - 1.0 + 0.8 * noise(rng, x.shape, 6), -80)
    for centre, radii in (((112, 40), (22, 36)), ((48, 96), (30, 12)), ((95, -62), (34, 14))):
        paint(image, np.maximum(ellipsoid((side, y), centre, radii), body + 10), muscle)
    _paint_bones(image, x, y)
    _paint_lungs(rng, image, x, y)
    _paint_mediastinum(rng, image, x, y)
    return image


def _paint_lungs(rng, image, x, y):
    side = np.abs(x)
    lung = ellipsoid((side, y), (74, 4), (57, 84), power=2.5)
    lung = np.maximum(lung, 12 - side + 0.10 * np.maximum(0, -y - 20))
    lung = np.maximum(lung, -_mediastinal_outline(x, y))
    air = -865 + 0.45 * (y + 90) + 14 * noise(rng, x.shape, 4)
    vessels = np.full(x.shape, np.inf)
    for direction in (-1, 1):
        for angle in np.linspace(-1.35, 1.35, 8):
            vessels = np.minimum(vessels, _vessel_tree(rng, x, y, direction, angle))
    dots = 1.9 - noise(rng, x.shape, 2.2)
    air = np.where(dots < 0, -250, air)
    paint(air, vessels, 20, 1.2)
    fissure = np.abs(y - 18 - 0.35 * (side - 74)) - 0.25
    paint(air, fissure, -650, 1.5)
    image += (air - image) * coverage(lung, 1.5)
    for centre in ((42, 14), (48, 20), (60, 2)):
        paint(image, ellipsoid((side, y), centre, (4.2, 4.2)), 20)
        paint(image, ellipsoid((side, y), centre, (2.7, 2.7)), -950)


def _vessel_tree(rng, x, y, direction, angle):
    """Distance to one hilar vessel with two generations of branches."""
    start, angle = (direction * 38.0, 10.0), angle + rng.normal(0, 0.1)
    nearest = np.full(x.shape, np.inf)
    queue = [(start, angle, 2.9, 34.0)]
    while queue:
        (x0, y0), angle, radius, length = queue.pop()
        end = (x0 + direction * np.cos(angle) * length, y0 + np.sin(angle) * length)
        nearest = np.minimum(nearest, tube((x, y), [(x0, y0, radius), (*end, 0.6 * radius)]))
        if radius > 0.9:
            for turn in (-0.45, 0.4):
                queue.append((end, angle + turn + rng.normal(0, 0.15), 0.55 * radius, 0.72 * length))
    return nearest


def _heart_outline(x, y):
    u = x * np.cos(0.6) + y * np.sin(0.6)
    v = y * np.cos(0.6) - x * np.sin(0.6)
    return ellipsoid((u, v), (6, -38), (68, 46), power=2.2)


def _mediastinal_outline(x, y):
    side = np.abs(x)
    middle = ellipsoid((side, y), (0, 30), (34, 46), power=3)
    front = tube((x, y), [(0, -90, 12), (4, -50, 22)])
    vessels = ellipsoid((side, y), (34, 12), (12, 11))
    whole = smooth_union(smooth_union(_heart_outline(x, y), middle, 10), front, 12)
    return smooth_union(whole, vessels, 6)


def _paint_mediastinum(rng, image, x, y):
    fat = -95 + 10 * noise(rng, x.shape, 3)
    outline = _mediastinal_outline(x, y)
    inside_cage = ellipsoid((x, y), (0, 2), (134, 88), power=2.4)
    paint(image, np.maximum(np.maximum(outline, inside_cage), y - 56), fat, 1.5)
    heart = _heart_outline(x, y)
    paint(image, np.maximum(heart + 1.0, inside_cage), 45)
    paint(image, np.maximum(np.abs(heart + 4) - 1.4 + 1.2 * noise(rng, x.shape, 6), inside_cage), -70)
    muscle = 95 + 6 * noise(rng, x.shape, 2)
    paint(image, np.maximum(heart + 7, inside_cage + 3), muscle)
    for centre, radii in (
        ((40, -18), (26, 15)),
        ((8, -58), (28, 19)),
        ((-28, -32), (19, 24)),
        ((4, -2), (27, 15)),
    ):
        chamber = np.maximum(ellipsoid((x, y), centre, radii) + 1.5 * noise(rng, x.shape, 8), heart + 10)
        paint(image, chamber, 175 + 6 * noise(rng, x.shape, 3), 2.5)
    paint(image, ellipsoid((x, y), (24, 50), (13, 13)), 60)
    paint(image, ellipsoid((x, y), (24, 50), (11.8, 11.8)), 180)
    paint(image, ellipsoid((x, y), (4, 36), (8, 6)), 40)
    paint(image, ellipsoid((x, y), (4, 36), (2.5, 1.2)), -600)
    paint(image, ellipsoid((x, y), (-8, 47), (3.5, 3.5)), 150)
    paint(image, ellipsoid((np.abs(x), y), (33, 12), (8, 6.5)), 170)


def _paint_bones(image, x, y):
    side = np.abs(x)
    body = ellipsoid((x, y), (0, 67), (19, 15), power=2.6)
    lamina = tube((side, y), [(13, 76, 4), (10, 94, 4), (0, 100, 4)])
    spinous = tube((x, y), [(0, 98, 4), (0, 112, 3)])
    process = tube((side, y), [(13, 82, 4), (36, 90, 4)])
    sternum = ellipsoid((x, y), (0, -92), (19, 5.5), power=3)
    shoulder_blade = tube((side, y), [(84, 84, 3.5), (112, 62, 3.5)])
    bones = [body, lamina, spinous, process, sternum, shoulder_blade]
    for angle, length in ((-58, 15), (-28, 16), (2, 18), (30, 17), (56, 15)):
        bones.append(_rib_section(side, y, np.radians(angle), length))
    bones.append(tube((side, y), [(30, 82, 4.5), (44, 80, 4.5)]))
    for bone in bones:
        paint(image, bone, 650, 1.2)
        paint(image, bone + 2.2, 210, 1.5)
    paint(image, ellipsoid((x, y), (0, 84), (9.5, 7)), 25)
    paint(image, ellipsoid((side, y), (24, -89), (6, 5)), 120)


def _rib_section(side, y, angle, length):
    """A rib cut obliquely: a flat bar lying in the chest wall."""
    centre = (140 * np.cos(angle) ** 0.8, 2 + 93 * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.8)
    along = np.array([-np.sin(angle) * 140, np.cos(angle) * 93])
    along *= length / np.hypot(*along)
    ends = [(centre[0] + s * along[0], centre[1] + s * along[1], 4.2) for s in (-1, 1)]
    return tube((side, y), ends)
