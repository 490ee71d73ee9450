-- A Neovim with nothing but our plugin, whose server is $OV_LSP.
vim.o.swapfile = false
vim.o.completeopt = 'menuone,noinsert'
vim.opt.runtimepath:prepend(vim.env.OV_ROOT .. '/editors/nvim')
vim.lsp.config('ov_lsp', { cmd = { vim.env.OV_LSP, 'server' } })
vim.lsp.enable('ov_lsp')
