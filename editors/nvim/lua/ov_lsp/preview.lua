-- A split that shows what an init system gets from the layer, and follows the cursor.

local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('ov_lsp.preview')
local GROUP = 'ov_lsp.preview'
local WAIT_MS = 50

--- The preview that is open: `source` and `buffer` are buffers, `init` is an init system.
local shown = nil

local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = 'ov_lsp' })[1]
end

local function window_of(buffer)
  local window = vim.fn.bufwinid(buffer)
  return window ~= -1 and window or nil
end

local function write(text)
  local lines = vim.split(text, '\n', { plain = true })
  if lines[#lines] == '' then
    table.remove(lines)
  end
  vim.bo[shown.buffer].modifiable = true
  vim.api.nvim_buf_set_lines(shown.buffer, 0, -1, false, lines)
  vim.bo[shown.buffer].modifiable = false
end

--- Marks the entry that the cursor is in, and brings it into sight.
local function follow(answer)
  vim.api.nvim_buf_clear_namespace(shown.buffer, NAMESPACE, 0, -1)
  local window = window_of(shown.buffer)
  for _, entry in ipairs(answer.entries) do
    if entry.index == answer.active and window then
      local first, last = entry.preview.start.line, entry.preview['end'].line
      for line = first, last do
        vim.api.nvim_buf_set_extmark(shown.buffer, NAMESPACE, line, 0, { line_hl_group = 'CursorLine' })
      end
      vim.api.nvim_win_set_cursor(window, { first + 1, 0 })
    end
  end
end

local function update()
  local client = shown and client_of(shown.source)
  if not client then
    return
  end
  local position = { line = 0, character = 0 }
  local window = window_of(shown.source)
  if window then
    position = vim.lsp.util.make_position_params(window, client.offset_encoding).position
  end
  local asked = { textDocument = vim.lsp.util.make_text_document_params(shown.source), init = shown.init, position = position }
  client:request('ov-lsp/preview', asked, function(failure, answer)
    if not shown or not vim.api.nvim_buf_is_valid(shown.buffer) then
      return
    end
    if failure or not answer then
      write('# ' .. (failure and failure.message or 'This file is no layer.'))
      return
    end
    write(answer.text)
    follow(answer)
  end, shown.source)
end

--- Updates once typing or moving pauses.
local timer = nil
local function update_soon()
  if timer then
    timer:stop()
  end
  timer = vim.defer_fn(update, WAIT_MS)
end

function M.close()
  local closing = shown
  shown = nil
  pcall(vim.api.nvim_del_augroup_by_name, GROUP)
  if closing and vim.api.nvim_buf_is_valid(closing.buffer) then
    vim.api.nvim_buf_delete(closing.buffer, { force = true })
  end
end

--- Opens the preview of the layer in the current buffer for `supervisord` or `systemd`.
function M.open(init)
  init = init and init ~= '' and init or 'supervisord'
  local source = vim.api.nvim_get_current_buf()
  if not client_of(source) then
    vim.notify('ov-lsp does not run for this file', vim.log.levels.WARN)
    return
  end
  M.close()
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = init == 'systemd' and 'systemd' or 'dosini'
  vim.api.nvim_buf_set_name(buffer, 'ov-lsp://' .. init)
  vim.api.nvim_open_win(buffer, false, { split = 'right', win = 0 })
  shown = { source = source, buffer = buffer, init = init }
  local group = vim.api.nvim_create_augroup(GROUP, {})
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'TextChanged', 'TextChangedI' }, {
    group = group,
    buffer = source,
    callback = update_soon,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = buffer,
    callback = function()
      shown = nil
      pcall(vim.api.nvim_del_augroup_by_name, GROUP)
    end,
  })
  update()
end

return M
