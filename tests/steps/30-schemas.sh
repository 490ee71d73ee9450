# The published schemas, judged by the server that editors use for YAML.
. tests/lib.sh

have node nodejs || skip "schemas in an editor's server, since there is no node"
package=$(npm_package yaml-language-server 1.25.0) || skip "schemas in an editor's server, since npm cannot fetch it"
YLS_DIR=${package%/node_modules/*} node tests/schema/yls.mjs
