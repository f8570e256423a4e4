# No Winograd's: its many small steps do not share well among threads, and beside bfloat16 it costs accuracy.
def packed_square(weight: Tensor) -> Tensor:
  return __torch__.kernels.packed(weight, 1, 1, )

# 3 x 3 convolution with padding 1.
def square(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return __torch__.kernels.convolution(x, weight, bias, 1, 1, "relu", )
