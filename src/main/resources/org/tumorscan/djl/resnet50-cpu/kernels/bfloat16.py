# oneDNN's convolutions: stem and stage 1 in float32, stages 2 to 4 in bfloat16 with sums in float32. Rounded, stem and the first
# block of stage 1 alone would move likelihoods twice as far as all of the rest. What is added up from block to block in stages 2 and 3
# stays float32 for the same reason.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  if torch.gt(min(torch.size(weight, 0), torch.size(weight, 1)), 64):
    kept = torch.to(weight, 15)
  else:
    kept = weight
  return __torch__.cpu.packed(kept, stride, padding, )

def convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, activation: str) -> Tensor:
  same = torch.to(x, ops.prim.dtype(weight))
  return ops.mkldnn._convolution_pointwise(same, weight, bias, [padding, padding], [stride, stride], [1, 1], 1, activation, annotate(List[Optional[number]], []), "")

# relu(x convolved + other), written over other where that has the precision already.
def residual(other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # Stages 2 and 3: 512 and 1024.
  if torch.eq(torch.floordiv(torch.size(weight, 0) + 512, 1024), 1):
    r = torch.relu_(torch.add_(torch.to(other, 6), __torch__.kernels.convolution(x, weight, bias, 1, 0, "none", )))
  else:
    kind = ops.prim.dtype(weight)
    r = ops.mkldnn._convolution_pointwise_(torch.to(other, kind), x, weight, torch.to(bias, kind), [0, 0], [1, 1], [1, 1], 1, "add", None, "relu", annotate(List[Optional[number]], []), "")
  return r
