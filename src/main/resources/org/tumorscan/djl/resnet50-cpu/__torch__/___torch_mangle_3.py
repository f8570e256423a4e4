# 1 x 1 convolution of stride 2, of what has been thinned already.
class HalfStoredConv2d(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
  def forward(self: __torch__.___torch_mangle_3.HalfStoredConv2d, x: Tensor) -> Tensor:
    return __torch__.kernels.convolution(x, self.weight, self.bias, 1, 0, "none", )
  def rectified(self: __torch__.___torch_mangle_3.HalfStoredConv2d, x: Tensor) -> Tensor:
    return __torch__.kernels.convolution(x, self.weight, self.bias, 1, 0, "relu", )
  def __getstate__(self: __torch__.___torch_mangle_3.HalfStoredConv2d) -> Tuple[Tensor, Tensor, bool]:
    return (self.weight, self.bias, self.training)
  def __setstate__(self: __torch__.___torch_mangle_3.HalfStoredConv2d, state: Tuple[Tensor, Tensor, bool]) -> NoneType:
    self.weight = __torch__.kernels.packed(torch.to((state)[0], 6), 1, 0, )
    self.bias = (state)[1]
    self.training = (state)[2]
    return None
