# The 3 x 3 convolutions of stages 1 to 3 are Winograd's. In stage 4 there is little to save, and its weights, four times as large, take longer
# to read than that where pictures are few.
def packed_square(weight: Tensor) -> Tensor:
  if torch.le(torch.size(weight, 0), 256):
    r = __torch__.cpu.winograd_weight(weight, )
  else:
    r = __torch__.kernels.packed(weight, 1, 1, )
  return r

# 3 x 3 convolution with padding 1.
def square(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if torch.le(torch.size(bias, 0), 256):
    r = __torch__.cpu.winograd(x, weight, bias, )
  else:
    r = __torch__.kernels.convolution(x, weight, bias, 1, 1, "relu", )
  return r
