# The stem's 7 x 7 convolution.
class HalfStoredConv2d(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
  def rectified(self: __torch__.HalfStoredConv2d, x: Tensor) -> Tensor:
    return __torch__.kernels.convolution(x, self.weight, self.bias, 2, 3, "relu", )
  def __getstate__(self: __torch__.HalfStoredConv2d) -> Tuple[Tensor, Tensor, bool]:
    return (self.weight, self.bias, self.training)
  def __setstate__(self: __torch__.HalfStoredConv2d, state: Tuple[Tensor, Tensor, bool]) -> NoneType:
    self.weight = __torch__.kernels.packed(torch.to((state)[0], 6), 2, 3, )
    self.bias = (state)[1]
    self.training = (state)[2]
    return None
# The first block of stage 1.
class Bottleneck(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  conv1 : __torch__.___torch_mangle_0.HalfStoredConv2d
  conv2 : __torch__.___torch_mangle_1.HalfStoredConv2d
  conv3 : __torch__.___torch_mangle_0.HalfStoredConv2d
  downsample : __torch__.___torch_mangle_0.HalfStoredConv2d
  def forward(self: __torch__.Bottleneck, x: Tensor) -> Tensor:
    out = (self.conv2).rectified((self.conv1).rectified(x, ), )
    return (self.conv3).residual(out, (self.downsample).forward(x, ), )
