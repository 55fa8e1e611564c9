// newslint in VS Code: starts the language server, and lets the client do the rest.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("newslint").get("command");
  const schemes = ["file", "untitled"];
  const languages = ["markdown", "mdx", "html"];
  client = new LanguageClient(
    "newslint",
    { command, args: ["server"] },
    {
      documentSelector: schemes.flatMap((scheme) =>
        languages.map((language) => ({ scheme, language })),
      ),
    },
  );
  return client.start();
};

exports.deactivate = () => client?.stop();
