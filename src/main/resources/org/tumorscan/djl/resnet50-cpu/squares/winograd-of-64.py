# The 3 x 3 convolutions of stage 1 are Winograd's in float32: they take two thirds of the time of oneDNN's. In later stages oneDNN's in
# bfloat16 are as fast or faster.
def packed_square(weight: Tensor) -> Tensor:
  if torch.eq(torch.size(weight, 0), 64):
    r = __torch__.cpu.winograd_weight(weight, )
  else:
    r = __torch__.kernels.packed(weight, 1, 1, )
  return r

# 3 x 3 convolution with padding 1.
def square(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if torch.eq(torch.size(bias, 0), 64):
    r = __torch__.cpu.winograd(x, weight, bias, )
  else:
    r = __torch__.kernels.convolution(x, weight, bias, 1, 1, "relu", )
  return r
