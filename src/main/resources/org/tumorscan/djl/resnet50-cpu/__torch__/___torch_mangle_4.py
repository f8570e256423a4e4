# The first block of stages 2 to 4, whose input may be read again: it is not overwritten.
class Bottleneck(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  conv1 : __torch__.___torch_mangle_3.HalfStoredConv2d
  conv2 : __torch__.___torch_mangle_1.HalfStoredConv2d
  conv3 : __torch__.___torch_mangle_0.HalfStoredConv2d
  downsample : __torch__.___torch_mangle_3.HalfStoredConv2d
  def forward(self: __torch__.___torch_mangle_4.Bottleneck, x: Tensor) -> Tensor:
    thinned = __torch__.cpu.thinned(x, )
    out = (self.conv2).rectified((self.conv1).rectified(thinned, ), )
    return (self.conv3).residual(out, (self.downsample).forward(thinned, ), )
