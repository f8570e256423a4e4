# oneDNN's convolutions, the stem and stage 1 in float32, stages 2 to 4 in bfloat16 with sums in float32. What is added up from
# block to block stays float32. Rounded, stem and stage 1 alone would move likelihoods as much as all of the rest.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  if torch.gt(min(torch.size(weight, 0), torch.size(weight, 1)), 64):
    kept = torch.to(weight, 15)
  else:
    kept = weight
  return ops.mkldnn._reorder_convolution_weight(kept, [padding, padding], [stride, stride], [1, 1], 1, None)

def convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, activation: str) -> Tensor:
  narrow = torch.to(x, ops.prim.dtype(weight))
  return ops.mkldnn._convolution_pointwise(narrow, weight, bias, [padding, padding], [stride, stride], [1, 1], 1, activation, annotate(List[Optional[number]], []), "")

# relu(x convolved + other), written over other.
def residual(other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  if torch.eq(ops.prim.dtype(weight), 6):
    r = ops.mkldnn._convolution_pointwise_(other, x, weight, bias, [0, 0], [1, 1], [1, 1], 1, "add", None, "relu", annotate(List[Optional[number]], []), "")
  else:
    r = torch.relu_(torch.add_(torch.to(other, 6), __torch__.kernels.convolution(x, weight, bias, 1, 0, "none", )))
  return r

def packed_square(weight: Tensor) -> Tensor:
  return __torch__.kernels.packed(weight, 1, 1, )

# 3 x 3 convolution with padding 1.
def square(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return __torch__.kernels.convolution(x, weight, bias, 1, 1, "relu", )
