# 3 x 3 convolution.
class HalfStoredConv2d(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
  def rectified(self: __torch__.___torch_mangle_1.HalfStoredConv2d, x: Tensor) -> Tensor:
    return __torch__.kernels.square(x, self.weight, self.bias, )
  def __getstate__(self: __torch__.___torch_mangle_1.HalfStoredConv2d) -> Tuple[Tensor, Tensor, bool]:
    return (self.weight, self.bias, self.training)
  def __setstate__(self: __torch__.___torch_mangle_1.HalfStoredConv2d, state: Tuple[Tensor, Tensor, bool]) -> NoneType:
    self.weight = __torch__.kernels.packed_square(torch.to((state)[0], 6), )
    self.bias = (state)[1]
    self.training = (state)[2]
    return None
