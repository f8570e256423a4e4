# A stage's second block and those after it. The input is overwritten: nothing else reads it.
class Bottleneck(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  conv1 : __torch__.___torch_mangle_0.HalfStoredConv2d
  conv2 : __torch__.___torch_mangle_1.HalfStoredConv2d
  conv3 : __torch__.___torch_mangle_0.HalfStoredConv2d
  downsample : __torch__.torch.nn.modules.linear.Identity
  def forward(self: __torch__.___torch_mangle_2.Bottleneck, x: Tensor) -> Tensor:
    out = (self.conv2).rectified((self.conv1).rectified(x, ), )
    return (self.conv3).residual(out, (self.downsample).forward(x, ), )
