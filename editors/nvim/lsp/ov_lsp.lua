-- The language server ov-lsp for the client that is built into Neovim 0.11 and later. Switch it on with
--   vim.lsp.enable('ov_lsp')

local ROOT_FILE = 'overthink.yml'

--- The outermost project around a file, so that projects inside projects share one server.
local function root_of(file)
  local root = vim.fs.root(file, ROOT_FILE)
  if not root then
    return file:match('^(.*)/layers/[^/]+/layer%.ya?ml$')
  end
  local above = root
  while above do
    root, above = above, vim.fs.root(vim.fs.dirname(above), ROOT_FILE)
    if above == root then
      break
    end
  end
  return root
end

local has_plugin = #vim.api.nvim_get_runtime_file('lua/ov_lsp/preview.lua', false) > 0

return {
  cmd = { 'ov-lsp', 'server' },
  filetypes = { 'yaml' },
  -- The server says nothing about files that no project reaches, so it does no harm beside another YAML server.
  root_dir = function(buffer, on_dir)
    local file = vim.api.nvim_buf_get_name(buffer)
    local root = file ~= '' and root_of(file)
    if root then
      on_dir(root)
    end
  end,
  -- One server knows any number of projects.
  reuse_client = function(client, config)
    return client.name == config.name
  end,
  init_options = {
    commands = has_plugin and { 'ov-lsp.showPreview', 'ov-lsp.showReferences' } or {},
  },
  commands = {
    ['ov-lsp.showPreview'] = function(command)
      require('ov_lsp.preview').open(command.arguments[1].init)
    end,
    ['ov-lsp.showReferences'] = function(command)
      local position = command.arguments[1].position
      vim.api.nvim_win_set_cursor(0, { position.line + 1, position.character })
      vim.lsp.buf.references()
    end,
  },
}
