# oneDNN's fused convolutions with weights packed at load: it then reorders neither activations nor weights.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  return ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, None)

def convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, activation: str) -> Tensor:
  return ops.mkldnn._convolution_pointwise(x, weight, bias, [padding, padding], [stride, stride], [1, 1], 1, activation, annotate(List[Optional[number]], []), "")

# relu(x convolved + other), written over other.
def residual(other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return ops.mkldnn._convolution_pointwise_(other, x, weight, bias, [0, 0], [1, 1], [1, 1], 1, "add", None, "relu", annotate(List[Optional[number]], []), "")

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
