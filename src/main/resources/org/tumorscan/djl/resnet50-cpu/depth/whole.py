    last = (self.layer4).forward(stage3, )
    wide = torch.to(last, 6)
    return (torch.mean(wide, [2, 3]), torch.contiguous(wide), torch.contiguous(torch.to(stage3, 6)))
