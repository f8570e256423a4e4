"""A phantom of the human head as contrast-enhanced T1-weighted MR shows it.

The head is built once in three dimensions from signed distances, so that every slice is a cut through one anatomy: the
scalp thickens towards the vertex, sulci run on from slice to slice. Millimetres throughout; x grows to the
patient's left (right in the picture), y to the back, z to the vertex, and the origin lies between the commissures.
Signals are relative to subcutaneous fat = 1.
"""

from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import ndimage

from sample_scans.shapes import coverage, ellipsoid, noise, paint, signed_distance, smooth_union, tube

ROWS, COLUMNS, SLICES = 176, 144, 12
PIXEL_MM = 1.3
SLICE_THICKNESS_MM, SLICE_SPACING_MM = 6.0, 8.0
FIRST_SLICE_Z_MM = -30.0
OVERSAMPLING = 2
PLANE_MM = 2.0
PLANES_PER_SLICE = int(SLICE_SPACING_MM / PLANE_MM)
VOXEL_MM = (PLANE_MM, PIXEL_MM / OVERSAMPLING, PIXEL_MM / OVERSAMPLING)

FAT, SKIN, MUSCLE, MARROW, BONE, AIR = 0.92, 0.55, 0.30, 0.50, 0.05, 0.01
CSF, GREY, WHITE, DEEP_GREY, DURA, BLOOD = 0.10, 0.285, 0.375, 0.315, 0.42, 0.75
MUCOSA, VITREOUS, NECROSIS, OEDEMA = 0.60, 0.10, 0.17, 0.235

NOISE = 0.006
FULL_SCALE = 1600


@dataclass(frozen=True)
class Lesion:
    """A ring-enhancing mass; the necrotic centre is radius minus rim."""

    centre_mm: tuple
    radius_mm: float
    rim_mm: float
    oedema_mm: float
    push_mm: float


@dataclass(frozen=True)
class Anatomy:
    """What distinguishes one head from another. Half axes are those of the cranial cavity."""

    seed: int
    half_axes_mm: tuple
    ventricle_scale: float
    scalp_mm: float
    rotation_deg: float
    shift_mm: tuple
    lesion: Optional[Lesion] = None


class Head:
    """The drawn head: `signal` (planes, rows, columns), oversampled, and `lesion_mask` of the same shape."""

    def __init__(self, anatomy):
        self.anatomy = anatomy
        self.rng = np.random.default_rng(anatomy.seed)
        self.x, self.y, self.z = self._coordinates()
        self.side = np.abs(self.x)
        self.here = (self.side, self.y, self.z)
        self.shape = np.broadcast_shapes(self.x.shape, self.y.shape, self.z.shape)
        self.texture = self._field(1.6)
        self.drift = self._field(12.0)
        self.cavity = self._cranial_cavity()
        self.signal = np.full(self.shape, AIR, np.float32)
        self.lesion_mask = np.zeros(self.shape, bool)
        self._draw_scalp_and_skull()
        self._draw_brain()
        self._draw_skull_base()
        self._draw_orbits()
        self._draw_vessels()
        if anatomy.lesion is not None:
            self._draw_lesion(anatomy.lesion)

    def slices(self):
        """Signal of each slice, averaged over its thickness: (SLICES, rows, columns), still oversampled."""
        return np.stack([self.signal[planes].mean(axis=0) for planes in self._slice_planes()])

    def lesion_areas_mm2(self):
        """Area of the lesion (rim and centre) in each slice."""
        pixel = VOXEL_MM[1] * VOXEL_MM[2]
        return [float(self.lesion_mask[p].mean(axis=0).sum() * pixel) for p in self._slice_planes()]

    @staticmethod
    def _slice_planes():
        used = int(SLICE_THICKNESS_MM / PLANE_MM)
        starts = range(0, SLICES * PLANES_PER_SLICE, PLANES_PER_SLICE)
        return [slice(start, start + used) for start in starts]

    def _coordinates(self):
        """Head coordinates of every voxel: the grid, shifted and turned by the anatomy's pose."""
        rows, columns = ROWS * OVERSAMPLING, COLUMNS * OVERSAMPLING
        row = (np.arange(rows, dtype=np.float32) - (rows - 1) / 2) * VOXEL_MM[1]
        column = (np.arange(columns, dtype=np.float32) - (columns - 1) / 2) * VOXEL_MM[2]
        plane = np.arange(SLICES * PLANES_PER_SLICE, dtype=np.float32) * PLANE_MM
        z = (plane + FIRST_SLICE_Z_MM - (SLICE_THICKNESS_MM - PLANE_MM) / 2)[:, None, None]
        u = column[None, None, :] - self.anatomy.shift_mm[0]
        v = row[None, :, None] - self.anatomy.shift_mm[1]
        angle = np.radians(self.anatomy.rotation_deg)
        x = np.cos(angle) * u + np.sin(angle) * v
        y = np.cos(angle) * v - np.sin(angle) * u
        return x + 0 * z, y + 0 * z, (z + 0.02 * x).astype(np.float32)

    def _field(self, sigma_mm, coarse_mm=None):
        """Noise over the volume with the given smoothness in mm."""
        in_voxels = [sigma_mm / v for v in VOXEL_MM]
        coarse = None if coarse_mm is None else [coarse_mm / v for v in VOXEL_MM]
        return noise(self.rng, self.shape, in_voxels, coarse)

    # --- skull and scalp ---------------------------------------------------------------------------------------------

    def _cranial_cavity(self):
        """Distance to the inner table: cerebrum, middle fossae and posterior fossa, with the frontal floor cut off."""
        side, y, z = self.here
        half_width, half_length, half_height = self.anatomy.half_axes_mm
        widening = 1 + 0.09 * np.tanh((y - 5) / 45)
        height = np.where(z > 0, half_height, 42.0)
        cerebrum = ellipsoid(
            (side / widening, y, z / height * 70), (0, 0, 0), (half_width, half_length, 70), power=2.25
        )
        floor = -11 - 50 / (1 + np.exp(-(y + 24) / 4))
        cerebrum = np.maximum(cerebrum, floor - z)
        middle_fossa = ellipsoid(self.here, (38, -8, -20), (26, 38, 25))
        posterior_fossa = ellipsoid(self.here, (0, 42, -28), (53, 40, 32))
        cavity = smooth_union(smooth_union(cerebrum, middle_fossa, 8), posterior_fossa, 8)
        cavity += 0.8 * self.drift
        return signed_distance(cavity < 0, VOXEL_MM)

    def _draw_scalp_and_skull(self):
        side, y, z = self.here
        cavity, drift = self.cavity, self.drift
        bone_mm = 6.0 + 0.6 * drift + 1.5 * np.exp(-((side / 25) ** 2))
        lateral = np.exp(-(((y + 25) / 34) ** 2)) * np.clip((26 - z) / 40, 0, 1)
        scalp_mm = self.anatomy.scalp_mm + 0.4 * drift + 6 * lateral * np.clip((side - 25) / 25, 0, 1)
        face = ellipsoid(self.here, (0, -48, -42), (67, 51, 44), power=2.3)
        nose = ellipsoid(self.here, (0, -98, -42), (12, 17, 25))
        ear = np.abs(ellipsoid(self.here, (76, 27, -32), (11, 15, 22))) - 1.8
        ear = np.maximum(ear, np.maximum(18 - y, 70 - side))
        surface = smooth_union(cavity - bone_mm - scalp_mm, smooth_union(face, nose, 8), 10)
        surface = np.minimum(surface, ear)

        image = self.signal
        paint(image, surface, SKIN)
        fat = FAT * (1 + 0.05 * self.texture)
        septa = np.abs(self._field(3.0, 6.0)) < 0.10
        paint(image, surface + 2.0, np.where(septa, 0.7 * fat, fat))
        in_face = coverage(y + 40, 20) * coverage(z + 6, 10)
        paint(image, np.maximum(surface + 5.5, self._field(3.5) * 3 + 6 * (1 - in_face)), MUSCLE * 1.2)
        temporalis = ellipsoid(self.here, (66, -26, -20), (13, 27, 40))
        paint(image, np.maximum(temporalis, surface + 5), MUSCLE * (1 + 0.12 * self.texture))
        neck = ellipsoid(self.here, (22, 92, -46), (34, 14, 22))
        paint(image, np.maximum(neck, surface + 5), MUSCLE * (1 + 0.2 * self.texture))
        paint(image, cavity - bone_mm, BONE)
        marrow = np.abs(cavity - 0.52 * bone_mm) - (0.20 * bone_mm + 0.35 * self.texture)
        paint(image, marrow, MARROW * (1 + 0.15 * drift))
        paint(image, cavity - 0.4, DURA)

    # --- brain -------------------------------------------------------------------------------------------------------

    def _draw_brain(self):
        image = self.signal
        paint(image, self.cavity + 0.9, CSF)
        x, y, z = self._undisplaced()
        here = (np.abs(x), y, z)
        tentorium = self._above_tentorium(here)
        brain = self.cavity + 2.4 + 0.5 * self.drift
        fluid = self._cerebral_fluid(x, y, z, brain)
        to_fluid = signed_distance(fluid < 0, VOXEL_MM)
        self._draw_cerebrum(here, np.maximum(brain, -tentorium), to_fluid)
        self._draw_cerebellum(here, np.maximum(brain, tentorium + 0.5))
        self._draw_ventricles(here)
        self._draw_brainstem(here)
        self._draw_membranes(x, y, z, tentorium)

    def _undisplaced(self):
        """Where the tissue now at each voxel was before a lesion pushed it aside; the skull holds its place."""
        lesion = self.anatomy.lesion
        if lesion is None:
            return self.x, self.y, self.z
        away = [c - m for c, m in zip((self.x, self.y, self.z), lesion.centre_mm)]
        distance = np.sqrt(sum(a * a for a in away)) + 1e-3
        yields = np.clip(-self.cavity / 18, 0, 1)
        push = lesion.push_mm * np.exp(-((distance / 34) ** 2)) * yields * np.clip(distance / 10, 0, 1)
        return tuple(c - a / distance * push for c, a in zip((self.x, self.y, self.z), away))

    @staticmethod
    def _above_tentorium(here):
        """Positive in the supratentorial space, mm."""
        side, y, z = here
        roof = z - (-1 - 0.42 * side - 0.30 * np.maximum(0, y - 30))
        front = 0.8 * (14 + 0.25 * side - y)
        return np.maximum(roof, front)

    def _cerebral_fluid(self, x, y, z, brain):
        """Distance to fluid around and between the gyri: surface, sulci, midline and Sylvian fissures."""
        side = np.abs(x)
        fluid = -brain
        fluid = np.minimum(fluid, self._sulci(x, y, z, brain))
        bridge = ellipsoid((y, z), (4, 8), (40, 21))
        wave = 1.2 * self._field(9.0)
        midline = np.maximum(np.abs(x + 0.6 * wave) - 0.9 - 0.02 * np.maximum(0, -brain), -bridge)
        fluid = np.minimum(fluid, np.maximum(midline, -12 - z))
        bend = 0.12 * (z - 4)
        sylvian = tube(
            (side + wave, y + bend + 1.5 * self._field(5.0)),
            [
                (70, -8, 2.4),
                (54, -11, 1.4),
                (43, -16, 1.2),
                (38, -9, 1.0),
                (36.5, 0, 0.9),
                (39, 11, 0.8),
                (45, 20, 0.6),
            ],
        )
        return np.minimum(fluid, np.maximum(sylvian, np.abs(z - 3) - 12 - 3 * wave))

    def _sulci(self, x, y, z, brain):
        """Distance to the sulci: zero sheets of a noise almost constant along the radius, to a varying depth."""
        radius = np.sqrt(sum((c / h) ** 2 for c, h in zip((x, y, z), self.anatomy.half_axes_mm)))
        stretch = np.clip(radius, 0.3, 1.1) ** -0.7
        jitter = [1.8 * self._field(5.0) for _ in range(3)]
        projected = [c * stretch + j for c, j in zip((x, y, z), jitter)]
        mirrored = [np.abs(projected[0]), projected[1], projected[2]]
        folds = 0.6 * self._lookup(mirrored) + 0.8 * self._lookup(projected)
        steepness = np.sqrt(sum(g * g for g in np.gradient(folds, *VOXEL_MM))) + 0.02
        basal = coverage(z - 2, 16) * coverage(y + 18, 20)
        reach = (15 + 6.0 * self._field(7.0)) * (1 - 0.85 * basal)
        depth = -brain
        half_width = 0.75 - 0.02 * depth
        return np.maximum(np.abs(folds) / steepness - half_width, depth - reach)

    def _lookup(self, points):
        """A band-passed noise lattice (2 mm) read at arbitrary points."""
        lattice = noise(self.rng, (144, 144, 144), 1.75, 3.2)
        index = [p / 2.0 + 72 for p in points]
        return ndimage.map_coordinates(lattice, index, order=3, mode="wrap", output=np.float32)

    def _draw_cerebrum(self, here, region, to_fluid):
        """White matter, the cortical ribbon along all fluid, the deep nuclei."""
        image = self.signal
        ribbon = 2.7 + 0.5 * self.drift
        white = WHITE * (1 + 0.02 * self.texture + 0.02 * self.drift)
        tissue = white + (GREY - white) * coverage(to_fluid - ribbon, 1.4)
        tissue += (CSF - tissue) * coverage(to_fluid, 0.9)
        for centre, radii, value in (
            ((14, -23, 8), (5.5, 9.5, 10), DEEP_GREY),
            ((16, -6, 18), (3.5, 14, 5), DEEP_GREY),
            ((25.5, -3, 3), (5, 15, 9), DEEP_GREY),
            ((19, 0, 1), (4, 9, 6), (DEEP_GREY + WHITE) / 2),
            ((10.5, 12, 7), (9, 13, 9), DEEP_GREY),
            ((27, 2, -20), (8, 16, 6), GREY),
        ):
            paint(tissue, ellipsoid(here, centre, radii) + 0.7 * self.drift, value, 2.2)
        image += (tissue - image) * coverage(region, 0.8)

    def _draw_cerebellum(self, here, region):
        """Folia as fine bands that follow the surface, over a branching white core."""
        side, y, z = here
        image = self.signal
        depth = -region
        bands = np.hypot(0.8 * side, y - 22) + 3.0 * self.drift + 1.2 * self._field(3.0)
        folia = np.sin(2 * np.pi * bands / 3.9) * np.clip(0.5 + self._field(4.0), 0, 1)
        core = ellipsoid(here, (20, 44, -30), (18, 12, 9)) + 3.0 * self._field(3.0)
        tissue = GREY + 0.012 * self.texture + 0.026 * folia * np.clip(depth / 3, 0, 1)
        paint(tissue, core, WHITE, 3.0)
        fissure = np.abs(y - 52 - 0.012 * side**2 + 1.5 * self.drift) - 0.5
        paint(tissue, fissure, CSF * 2, 1.0)
        paint(tissue, np.maximum(side - 0.8, 66 - y), CSF, 1.0)
        image += (tissue - image) * coverage(region, 0.8)

    def _draw_ventricles(self, here):
        side, y, z = here
        image, size = self.signal, self.anatomy.ventricle_scale
        wall = 0.5 * self.drift
        horns = tube(
            (side * 1.25, y, z * 0.9),
            [
                (13, -34, 4, 2.0 * size),
                (9.5, -27, 9, 4.2 * size),
                (9, -14, 14, 4.4 * size),
                (10.5, 2, 18, 5.0 * size),
                (15, 20, 18, 5.6 * size),
                (25, 33, 9, 6.2 * size),
                (26, 42, 4, 4.6 * size),
                (23, 56, 2, 2.0 * size),
            ],
        )
        temporal = tube(here, [(25, 34, 2, 3.5), (33, 20, -13, 2.2), (31, 4, -20, 1.6 * size)])
        lateral = np.minimum(horns, temporal) + wall
        septum = np.maximum(lateral, 0.7 - side)
        paint(image, septum, CSF * 0.95, 0.9)
        paint(image, ellipsoid(here, (0, 4, -1), (1.4 * size, 11, 9)), CSF, 0.9)
        paint(image, ellipsoid(here, (0, 28, -3), (7, 5, 6)) + wall, CSF, 1.0)
        plexus = tube(here, [(14, 16, 15, 0.8), (20, 33, 9, 2.4), (24, 30, 0, 1.0)])
        paint(image, plexus + 0.7 * self.texture, BLOOD * 0.8)

    def _draw_brainstem(self, here):
        image = self.signal
        side, y, z = here
        pons = ellipsoid(here, (0, 16, -34), (16.5, 13, 15))
        peduncles = ellipsoid(here, (9, 7, -13), (6.5, 8, 9))
        tectum = ellipsoid(here, (0, 15, -11), (11, 8, 11))
        midbrain = smooth_union(peduncles, tectum, 3)
        stem = smooth_union(pons, midbrain, 6)
        arms = tube(here, [(12, 22, -34, 6), (26, 36, -34, 6)])
        cistern = np.maximum(stem - 2.6 - 0.6 * self.drift, z + 3)
        paint(image, np.maximum(cistern, -(arms - 1)), CSF)
        suprasellar = np.maximum(ellipsoid(here, (0, -6, -13), (13, 11, 7)), -(stem - 1))
        paint(image, suprasellar + 1.2 * self.drift, CSF)
        prepontine = ellipsoid(here, (0, -1, -32), (17, 7, 13))
        paint(image, prepontine, CSF)
        tissue = WHITE * 0.95 * (1 + 0.025 * self.texture)
        paint(image, np.minimum(stem, arms), tissue, 1.2)
        paint(image, ellipsoid(here, (0, -5, -10), (6, 2.2, 2)), WHITE)
        paint(image, ellipsoid(here, (4.5, 8, -11), (3, 3.5, 3.5)), DEEP_GREY, 2)
        paint(image, ellipsoid(here, (0, 17, -13), (1.2, 1.5, 12)), CSF)
        paint(image, ellipsoid((side + 0.5 * np.abs(y - 31), z), (0, -31), (6.5, 9)), CSF, 1.0)

    def _draw_membranes(self, x, y, z, tentorium):
        """Falx and tentorium, which take up contrast."""
        image = self.signal
        inside = self.cavity + 1.0
        bridge = ellipsoid((y, z), (4, 6), (50, 30))
        falx = np.maximum(np.abs(x + 0.4 * self.drift) - 0.45, np.maximum(-bridge, inside))
        paint(image, np.maximum(falx, -8 - z), DURA, 0.8)
        notch = ellipsoid((np.abs(x), y), (0, 16), (19, 26))
        leaf = np.maximum(np.abs(tentorium) - 0.9, np.maximum(-notch, inside))
        paint(image, np.maximum(leaf, 16 - y), 0.8 * DURA, 2.4)

    # --- skull base, orbits, vessels ---------------------------------------------------------------------------------

    def _draw_skull_base(self):
        image, here = self.signal, self.here
        side, y, z = here
        cells = np.abs(self._field(2.2, 4.5))
        lined = np.where(cells < 0.22, MUCOSA, AIR)
        sphenoid_bone = ellipsoid(here, (0, -22, -32), (19, 24, 15))
        paint(image, sphenoid_bone, MARROW * (1 + 0.3 * self.texture), 2)
        wing = tube(here, [(16, -36, -18, 3), (34, -44, -16, 3.5), (54, -38, -14, 3)])
        paint(image, wing, BONE, 2)
        paint(image, wing + 2, MARROW)
        for sinus in (
            np.maximum(ellipsoid(here, (0, -26, -31), (13, 12, 10)), 0.5 - side),
            np.maximum(ellipsoid(here, (0, -60, -30), (12, 27, 17), power=3), 0.7 - side),
            np.maximum(ellipsoid(here, (8, -87, -6), (14, 5, 13)) + 1.0 * self.drift, 0.6 - side),
        ):
            paint(image, sinus - 1.0, BONE)
            paint(image, sinus, MUCOSA)
            paint(image, sinus + 1.0, lined)
        paint(image, ellipsoid(here, (0, -16, -19), (7, 5, 4)), BLOOD)
        paint(image, ellipsoid(here, (13, -14, -22), (4.5, 9, 6)), BLOOD * 0.9)
        paint(image, ellipsoid(here, (12, -14, -22), (2, 3, 6)), AIR)
        petrous = tube(here, [(15, 5, -40, 5), (34, 14, -37, 7), (58, 22, -36, 11)]) + 1.0 * self.drift
        paint(image, petrous, BONE, 2)
        mottle = np.where(self._field(1.6) > 0.9, MARROW, BONE)
        paint(image, petrous + 2, mottle)
        mastoid = ellipsoid(here, (64, 32, -36), (11, 17, 17)) + 1.0 * self.drift
        paint(image, mastoid, np.where(cells < 0.15, MARROW * 0.7, BONE))

    def _draw_orbits(self):
        image, here = self.signal, self.here
        cone = tube(here, [(30, -78, -25, 15), (27, -62, -25, 13), (17, -40, -22, 4)])
        paint(image, cone - 2.0, BONE)
        paint(image, cone, FAT * (1 + 0.05 * self.texture))
        for points, value in (
            ([(45, -72, -25, 1.2), (40, -58, -24, 2.2), (20, -40, -22, 1.2)], BLOOD * 0.8),
            ([(18, -74, -25, 1.2), (17, -58, -24, 2.2), (15, -40, -22, 1.2)], BLOOD * 0.8),
            ([(30, -76, -12, 1.2), (28, -60, -13, 2.2), (18, -42, -19, 1.2)], BLOOD * 0.8),
            ([(31, -68, -25, 2.2), (25, -52, -24, 2.2), (13, -30, -18, 2.2)], GREY),
        ):
            paint(image, tube(here, points), value)
        globe = ellipsoid(here, (31, -77, -25), (12.2, 12.2, 12.2))
        paint(image, globe - 1.0, BLOOD * 0.75)
        paint(image, globe + 0.3, VITREOUS)
        paint(image, ellipsoid(here, (31, -86, -25), (4.6, 2.2, 4.6)), GREY)
        lids = np.maximum(globe - 4.0, here[1] + 87)
        paint(image, lids, SKIN)

    def _draw_vessels(self):
        image, here = self.signal, self.here
        side, y, z = here
        in_dura = self.cavity - 0.5
        wall = np.abs(self.cavity + 2.2) - 2.8
        sagittal = np.maximum(wall, side - 4.2 - 0.9 * self.cavity)
        paint(image, np.maximum(sagittal, np.maximum(-20 - z, 30 - y - 2.2 * z)), BLOOD)
        transverse = np.maximum(ellipsoid((z, y), (-25, 60), (3.2, 30)), np.abs(self.cavity + 1.5) - 2.6)
        paint(image, np.maximum(transverse, 8 - side), BLOOD)
        for points in (
            [(0, 30, 8, 1.6), (0, 45, 6, 1.8), (0, 80, -14, 2.2)],
            [(2.2, 12, 12, 0.8), (2.2, 30, 9, 1.1)],
            [(0, 0, -40, 1.8), (0, -1, -18, 1.7)],
            [(2, -1, -15, 1.0), (15, 4, -15, 1.0), (19, 18, -13, 0.8)],
            [(10, -11, -16, 1.8), (24, -13, -11, 1.5), (36, -15, -6, 1.2), (38, 2, 4, 0.9), (40, 12, 8, 0.7)],
            [(10, -11, -16, 1.5), (2, -20, -10, 1.2), (1.5, -36, 2, 1.1), (1.5, -34, 22, 0.9)],
        ):
            paint(image, np.maximum(tube(here, points) + 0.2 * self.texture, in_dura), BLOOD)
        spots = np.maximum(self._field(2.0) * -1 + 1.9, np.abs(self.cavity + 3.0) - 2.5)
        paint(image, spots, BLOOD)

    # --- lesion ------------------------------------------------------------------------------------------------------

    def _draw_lesion(self, lesion):
        image = self.signal
        here = (self.x, self.y, self.z)
        lobes = 2.2 * self._field(5.0) + 0.8 * self._field(2.4)
        border = ellipsoid(here, lesion.centre_mm, (lesion.radius_mm,) * 3) + lobes
        fingers = 7.0 * self._field(6.0)
        swelling = np.clip((lesion.oedema_mm - border - fingers) / 9, 0, 1)
        white = np.clip((image - 0.30) / 0.05, 0, 1) * coverage(self.cavity + 4, 3)
        image += (OEDEMA - image) * 0.9 * swelling * white
        rim_mm = lesion.rim_mm * (1 + 0.40 * self._field(4.0))
        rim = BLOOD * 0.93 * (1 + 0.10 * self.texture + 0.14 * self._field(4.0))
        brain = self.cavity + 2.5
        paint(image, np.maximum(border, brain), rim, 1.6)
        paint(image, border + rim_mm, NECROSIS * (1 + 0.12 * self.texture), 2.0)
        satellite = ellipsoid(here, [c + d for c, d in zip(lesion.centre_mm, (-3, 17, 2))], (5, 4.5, 6)) + 0.3 * lobes
        paint(image, satellite, rim, 1.4)
        paint(image, satellite + 2.4, NECROSIS, 1.4)
        self.lesion_mask = np.minimum(border, satellite) < 0


def acquire(slices, seed):
    """What the scanner makes of the signal: coil shading, band-limited k-space, complex noise, magnitude.

    Takes (n, rows, columns) oversampled; returns 12-bit unsigned pixels (n, ROWS, COLUMNS).
    """
    rng = np.random.default_rng(seed)
    count, rows, columns = slices.shape
    v, u = np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    tilt = rng.uniform(-0.07, 0.07, 2)
    shading = 0.90 + 0.16 * (u * u + v * v) + tilt[0] * u + tilt[1] * v
    window = np.outer(_taper(ROWS), _taper(COLUMNS))
    images = []
    for signal in slices * shading:
        spectrum = np.fft.fftshift(np.fft.fft2(signal))
        top, left = (rows - ROWS) // 2, (columns - COLUMNS) // 2
        kept = spectrum[top : top + ROWS, left : left + COLUMNS] * window / OVERSAMPLING**2
        image = np.fft.ifft2(np.fft.ifftshift(kept))
        image = image + rng.normal(0, NOISE, image.shape) + 1j * rng.normal(0, NOISE, image.shape)
        images.append(np.abs(image))
    return np.clip(np.rint(np.stack(images) * FULL_SCALE), 0, 4095).astype(np.uint16)


def _taper(count):
    """Mild apodisation along one k-space axis: enough to tame ringing, not to blur."""
    k = np.linspace(-1, 1, count)
    return 0.62 + 0.38 * np.cos(np.pi * k)


HEAD_WITH_LESION = Anatomy(
    seed=20260101,
    half_axes_mm=(66, 84, 73),
    ventricle_scale=1.0,
    scalp_mm=6.5,
    rotation_deg=-3.0,
    shift_mm=(1.5, 1.0),
    lesion=Lesion(centre_mm=(34, 18, 24), radius_mm=17.5, rim_mm=4.4, oedema_mm=15, push_mm=12),
)
HEALTHY_HEAD = Anatomy(
    seed=20260102,
    half_axes_mm=(68, 82, 71),
    ventricle_scale=0.92,
    scalp_mm=7.5,
    rotation_deg=2.0,
    shift_mm=(-1.0, 2.0),
)
