# oneDNN's fused convolutions with weights packed at load: it then reorders neither activations nor weights.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  return __torch__.cpu.packed(weight, stride, padding, )

def convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, activation: str) -> Tensor:
  return ops.mkldnn._convolution_pointwise(x, weight, bias, [padding, padding], [stride, stride], [1, 1], 1, activation, annotate(List[Optional[number]], []), "")

# relu(x convolved + other), written over other.
def residual(other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return ops.mkldnn._convolution_pointwise_(other, x, weight, bias, [0, 0], [1, 1], [1, 1], 1, "add", None, "relu", annotate(List[Optional[number]], []), "")
