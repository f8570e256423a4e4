# 1 x 1 convolutions as products of matrices, without oneDNN, and the stem's as the network's own program has it.
def packed(weight: Tensor, stride: int, padding: int) -> Tensor:
  if torch.eq(padding, 0):
    r = torch.contiguous(torch.t(torch.view(weight, [torch.size(weight, 0), torch.size(weight, 1)])))
  else:
    r = weight
  return r

# Channels-last pictures as a matrix [N * H * W, C].
def flat(x: Tensor) -> Tensor:
  return torch.view(torch.permute(x, [0, 2, 3, 1]), [-1, torch.size(x, 1)])

def convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, activation: str) -> Tensor:
  if torch.eq(padding, 0):
    y = torch.addmm(bias, __torch__.kernels.flat(x), weight)
    if torch.eq(activation, "relu"):
      y1 = torch.relu_(y)
    else:
      y1 = y
    z = torch.permute(torch.view(y1, [torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), torch.size(weight, 1)]), [0, 3, 1, 2])
  else:
    z = torch.contiguous(torch.relu_(torch.conv2d(torch.contiguous(x), weight, bias, [stride, stride], [padding, padding])), memory_format=2)
  return z

# relu(x convolved + other), written over other.
def residual(other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  o = torch.addmm_(torch.add_(__torch__.kernels.flat(other), bias), __torch__.kernels.flat(x), weight)
  r = torch.relu_(o)
  return other

def packed_square(weight: Tensor) -> Tensor:
  return __torch__.cpu.winograd_weight(weight, )

# 3 x 3 convolution with padding 1.
def square(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return __torch__.cpu.winograd(x, weight, bias, )
