-- Types into another Neovim and looks at what it shows: nvim -l drive.lua SOCKET PROJECT

local socket, project = _G.arg[1], _G.arg[2]
local editor = vim.fn.sockconnect('pipe', socket, { rpc = true })
local PATIENCE_MS = 20000

local function type_keys(keys)
  vim.rpcrequest(editor, 'nvim_input', keys)
end

local function look(code, ...)
  return vim.rpcrequest(editor, 'nvim_exec_lua', code, { ... })
end

local function lines()
  return look('return vim.api.nvim_buf_get_lines(0, 0, -1, false)')
end

local passed = 0
local function eventually(what, condition)
  local last
  local done = vim.wait(PATIENCE_MS, function()
    local ok, answer = pcall(condition)
    last = answer
    return ok and answer and true or false
  end, 30)
  if not done then
    io.stderr:write(('FAILED: %s\nlast answer: %s\nbuffer:\n%s\n'):format(what, vim.inspect(last), table.concat(lines(), '\n')))
    io.stderr:write(look('return vim.fn.execute("messages")') .. '\n')
    os.exit(1)
  end
  passed = passed + 1
  print('ok: ' .. what)
end

local function codes()
  return look([[
    local codes = vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(0))
    table.sort(codes)
    return table.concat(codes, ' ')
  ]])
end

local function preview()
  return look([[
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_get_name(buffer):match('ov%-lsp://') then
        return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
      end
    end
    return ''
  ]])
end

eventually('diagnostics appear', function()
  return codes() == 'require-unknown unknown-key'
end)

-- Completion, by omni completion as users have it without a plugin.
type_keys(':2<CR>ovolu<C-x><C-o>')
eventually('candidates pop up', function()
  return look('return vim.fn.pumvisible()') == 1
end)
type_keys('<C-y><Esc>')
eventually('completion inserts', function()
  return lines()[3] == '  volume:'
end)
type_keys('dd')

-- A quick-fix, chosen from the menu that Neovim shows.
type_keys('/auto_strat<CR>')
type_keys(':lua vim.lsp.buf.code_action()<CR>')
eventually('actions are offered', function()
  return look('return vim.api.nvim_get_mode().blocking or vim.api.nvim_get_mode().mode') ~= 'n'
end)
type_keys('1<CR>')
eventually('the quick-fix applies', function()
  return table.concat(lines(), '\n'):match('auto_start: true') and codes() == 'require-unknown'
end)

-- The preview, while text is typed and the cursor moves.
type_keys('<Esc>:OvPreview supervisord<CR>')
eventually('the preview opens', function()
  return preview():match('%[program:web%]') and preview():match('/usr/bin/web')
end)
type_keys('/usr.bin<CR>A --more<Esc>')
eventually('the preview follows the text', function()
  return preview():match('/usr/bin/web %-%-more')
end)
type_keys('/name: second<CR>')
eventually('the preview follows the cursor', function()
  return look([[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      local buffer = vim.api.nvim_win_get_buf(window)
      if vim.api.nvim_buf_get_name(buffer):match('ov%-lsp://') then
        local line = vim.api.nvim_win_get_cursor(window)[1]
        return vim.api.nvim_buf_get_lines(buffer, line - 1, line, false)[1]
      end
    end
  ]]) == '[program:second]'
end)
type_keys(':OvPreviewClose<CR>')

-- A rename that crosses files and moves a folder.
type_keys('gg/base<CR>:lua vim.lsp.buf.rename("ground")<CR>')
eventually('the rename shows here', function()
  return table.concat(lines(), '\n'):match('require: %[ground, nowhere%]')
end)
type_keys(':wall<CR>')
eventually('the rename crosses files', function()
  return vim.uv.fs_stat(project .. '/layers/ground/layer.yml') ~= nil
    and vim.uv.fs_stat(project .. '/layers/base') == nil
end)

-- One server, also for a project inside the project.
type_keys(':edit ' .. project .. '/inner/layers/x/layer.yml<CR>')
eventually('a nested project is served', function()
  return codes() == 'unknown-key'
end)
eventually('by the same server', function()
  return look('return #vim.lsp.get_clients()') == 1
end)

type_keys(':checkhealth ov_lsp<CR>')
eventually('the health check is content', function()
  local text = table.concat(lines(), '\n')
  return text:match('ov%-lsp %d') and text:match('serves %d buffers') and not text:match('ERROR')
end)
print(('summary: %d passed'):format(passed))
pcall(type_keys, ':qall!<CR>')
os.exit(0)
