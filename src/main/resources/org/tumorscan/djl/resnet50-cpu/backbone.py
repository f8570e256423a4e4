# Ends within forward: how far the network is run says the text behind it.
class Backbone(Module):
  __parameters__ = []
  __buffers__ = ["input_offset", ]
  input_offset : Tensor
  training : bool
  conv1 : __torch__.HalfStoredConv2d
  layer1 : __torch__.torch.nn.modules.container.Sequential
  layer2 : __torch__.torch.nn.modules.container.___torch_mangle_5.Sequential
  layer3 : __torch__.torch.nn.modules.container.___torch_mangle_6.Sequential
  layer4 : __torch__.torch.nn.modules.container.___torch_mangle_7.Sequential
  def forward(self: __torch__.Backbone, images: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    channels_last = torch.contiguous(torch.add(images, self.input_offset), memory_format=2)
    x = torch.max_pool2d((self.conv1).rectified(channels_last, ), [3, 3], [2, 2], [1, 1], [1, 1], False)
    stage3 = (self.layer3).forward((self.layer2).forward((self.layer1).forward(x, ), ), )
