# What the network's program for CPUs has besides its kernels. Activations are channels-last, [N, C, H, W] with C fastest.

# A weight in the order that oneDNN's channels-last convolutions read. Without the size of the input it would be packed for another layout, and
# put in order anew at every call: 15 ms for the whole network in float32, as long as a quarter of one picture. The order hangs little on that
# size, so it is that of pictures of 224 x 224 in stages whose narrowest convolution has these channels: 56 pixels for 64, 28 for 128, and so on.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  ins = torch.size(weight, 1)
  if torch.eq(ins, 3):
    side = 224
  else:
    side = torch.floordiv(3584, min(torch.size(weight, 0), ins))
  return ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, [8, ins, side, side])

# Every other row and column. A 1 x 1 convolution of stride 2 sees no others, and oneDNN is quicker without the stride.
def thinned(x: Tensor) -> Tensor:
  return torch.contiguous(torch.slice(torch.slice(x, 2, 0, None, 2), 3, 0, None, 2), memory_format=2)

# 3 x 3 convolutions are Winograd's F(4 x 4, 3 x 3) (Lavin and Gray 2016, arXiv:1509.09308): a tile of 6 x 6 inputs gives
# 4 x 4 outputs with 36 multiplications a pair of channels instead of 144. Output = A' ((G weight G') * (B' input B)) A.
def input_transform() -> Tensor:
  return torch.tensor([[4., 0., -5., 0., 1., 0.], [0., -4., -4., 1., 1., 0.], [0., 4., -4., -1., 1., 0.], [0., -2., -1., 2., 1., 0.], [0., 2., -1., -2., 1., 0.], [0., 4., 0., -5., 0., 1.]], dtype=6)

def weight_transform() -> Tensor:
  return torch.tensor([[6., 0., 0.], [-4., -4., -4.], [-4., 4., -4.], [1., 2., 4.], [1., -2., 4.], [0., 0., 24.]], dtype=6)

def output_transform() -> Tensor:
  return torch.tensor([[1., 1., 1., 1., 1., 0.], [0., 1., -1., 2., -2., 0.], [0., 1., 1., 4., 4., 0.], [0., 1., -1., 8., -8., 1.]], dtype=6)

# [out, in, 3, 3] to [36, in, out], in double precision; of the 36 products the column counts first, then the row.
def winograd_weight(weight: Tensor) -> Tensor:
  outs = torch.size(weight, 0)
  ins = torch.size(weight, 1)
  g = torch.div(torch.to(__torch__.cpu.weight_transform(), 7), 24.)
  columns_first = torch.contiguous(torch.permute(torch.to(weight, 7), [3, 2, 1, 0]))
  columns = torch.mm(g, torch.view(columns_first, [3, 3 * ins * outs]))
  both = torch.bmm(torch.expand(g, [6, 6, 3]), torch.view(columns, [6, 3, ins * outs]))
  return torch.to(torch.view(both, [36, ins, outs]), 6)

# relu(x convolved with padding 1 + bias). As many pictures at a time as keep the intermediate results in the caches.
def winograd(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  pictures = torch.size(x, 0)
  ins = torch.size(x, 1)
  height = torch.size(x, 2)
  width = torch.size(x, 3)
  outs = torch.size(weight, 2)
  down = torch.floordiv(height + 3, 4)
  across = torch.floordiv(width + 3, 4)
  padded_width = 4 * across + 2
  # Two rows more than the tiles need: the distance between pictures is then a whole number of tiles.
  padded_height = 4 * down + 4
  b = __torch__.cpu.input_transform()
  a = __torch__.cpu.output_transform()
  result = torch.empty([pictures, height, width, outs], dtype=6)
  some = max(1, torch.floordiv(196, down * across))
  for i in range(torch.floordiv(pictures + some - 1, some)):
    target = torch.slice(result, 0, i * some, i * some + some)
    count = torch.size(target, 0)
    source = torch.permute(torch.slice(x, 0, i * some, i * some + some), [0, 2, 3, 1])
    padded = torch.constant_pad_nd(source, [0, 0, 1, padded_width - width - 1, 1, padded_height - height - 1], 0)
    bands = count * (down + 1) - 1
    row = padded_width * ins
    rows = torch.bmm(torch.expand(b, [bands, 6, 6]), torch.as_strided(padded, [bands, 6, row], [4 * row, row, 1]))
    tiles = torch.contiguous(torch.as_strided(rows, [6, 6, count, down, across, ins], [ins, row, (down + 1) * 6 * row, 6 * row, 4 * ins, 1]))
    places = count * down * across
    inputs = torch.mm(b, torch.view(tiles, [6, 6 * places * ins]))
    products = torch.bmm(torch.view(inputs, [36, places, ins]), weight)
    # The output transform takes the product in row 1 and column 1 to every output alike.
    biased = torch.add_(torch.select(products, 0, 7), bias)
    out_columns = torch.mm(a, torch.view(products, [6, 6 * places * outs]))
    out_rows = torch.bmm(torch.expand(a, [4, 4, 6]), torch.view(out_columns, [4, 6, places * outs]))
    joined = torch.reshape(torch.permute(torch.view(out_rows, [4, 4, count, down, across, outs]), [2, 3, 1, 4, 0, 5]), [count, 4 * down, 4 * across, outs])
    copied = torch.copy_(target, torch.slice(torch.slice(joined, 1, 0, height), 2, 0, width))
    rectified = torch.relu_(target)
  return torch.permute(result, [0, 3, 1, 2])
