package dev.lockstep.processor.generate;

/** Turns the text of a Javadoc comment into Markdown, as far as comments on opcodes use its markup. */
final class JavadocText {

  private JavadocText() {}

  static String toMarkdown(String comment) {
    return withoutBlockTags(comment)
        .replaceAll("\\{@(?:code|literal)\\s+([^{}]*)\\}", "`$1`")
        .replaceAll("\\{@link(?:plain)?\\s+[^{}\\s]+\\s+([^{}]+)\\}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+(?:[^{}#\\s]*#)?([^{}\\s]+)\\}", "`$1`")
        .replaceAll("(?m)^[ \\t]+", "")
        .replaceAll("\\s*<p>\\s*", "\n\n")
        .replaceAll("</?(?:em|i)>", "*")
        .replaceAll("</?(?:b|strong)>", "**")
        .replaceAll("</?code>", "`")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  private static String withoutBlockTags(String comment) {
    int tag = comment.indexOf("\n @");
    if (comment.strip().startsWith("@")) {
      return "";
    }
    return tag < 0 ? comment : comment.substring(0, tag);
  }
}
