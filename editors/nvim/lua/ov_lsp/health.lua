-- :checkhealth ov_lsp

local M = {}

local function check_program()
  local config = vim.lsp.config.ov_lsp
  local program = config and config.cmd and config.cmd[1] or 'ov-lsp'
  if vim.fn.executable(program) == 0 then
    vim.health.error(('`%s` is not on the PATH'):format(program), {
      "Install ov-lsp, or name it: vim.lsp.config('ov_lsp', { cmd = { '/path/to/ov-lsp', 'server' } })",
    })
    return
  end
  local answer = vim.system({ program, '--version' }, { text = true }):wait()
  if answer.code == 0 then
    vim.health.ok(vim.trim(answer.stdout))
  else
    vim.health.error(('`%s --version` fails'):format(program), { answer.stderr })
  end
end

function M.check()
  vim.health.start('ov-lsp')
  if vim.fn.has('nvim-0.11') == 0 then
    vim.health.error('Neovim 0.11 or later is needed')
    return
  end
  check_program()
  if not vim.lsp.is_enabled('ov_lsp') then
    vim.health.warn('the server is not switched on', { "vim.lsp.enable('ov_lsp')" })
  end
  local clients = vim.lsp.get_clients({ name = 'ov_lsp' })
  if #clients == 0 then
    vim.health.info('no file of a project is open')
  end
  for _, client in ipairs(clients) do
    vim.health.ok(('serves %d buffers, positions in %s'):format(#vim.tbl_keys(client.attached_buffers), client.offset_encoding))
  end
end

return M
