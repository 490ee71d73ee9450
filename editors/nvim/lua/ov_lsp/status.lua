-- What the server makes of the current file.

local M = {}

local function lines_of(answer)
  local lines = { 'ov-lsp ' .. answer.serverVersion }
  if answer.file then
    table.insert(lines, (answer.file.handled and 'handled: ' or 'not handled: ') .. answer.file.reason)
  end
  local project = answer.project
  if project then
    local problems = project.problems
    table.insert(lines, 'project ' .. vim.uri_to_fname(project.root))
    table.insert(lines, ('%d layers, %d images'):format(project.layers, project.images))
    table.insert(lines, ('%d errors, %d warnings'):format(problems.errors, problems.warnings))
    for _, one in ipairs(project.unresolved) do
      table.insert(lines, ('unresolved: %s (%s)'):format(one.reference, one.reason))
    end
  end
  return lines
end

function M.show()
  local client = vim.lsp.get_clients({ name = 'ov_lsp' })[1]
  if not client then
    vim.notify('ov-lsp does not run', vim.log.levels.WARN)
    return
  end
  local asked = { textDocument = vim.lsp.util.make_text_document_params(0) }
  client:request('ov-lsp/status', asked, function(failure, answer)
    vim.notify(failure and failure.message or table.concat(lines_of(answer), '\n'))
  end)
end

return M
