vim.api.nvim_create_user_command('OvPreview', function(command)
  require('ov_lsp.preview').open(command.args)
end, {
  nargs = '?',
  complete = function()
    return { 'supervisord', 'systemd' }
  end,
  desc = 'Show what an init system gets from this layer',
})

vim.api.nvim_create_user_command('OvPreviewClose', function()
  require('ov_lsp.preview').close()
end, { desc = 'Close the preview' })

vim.api.nvim_create_user_command('OvStatus', function()
  require('ov_lsp.status').show()
end, { desc = 'Show what ov-lsp makes of this file' })
