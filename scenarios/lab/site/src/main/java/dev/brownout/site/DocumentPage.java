package dev.brownout.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** A page: a Markdown file, its blocks, and the anchors that links can lead to. */
final class DocumentPage {
    private static final String INDEX = "README.md";
    private static final String EXTENSION = ".md";
    private static final int TITLE_LEVEL = 1;

    private final String path;
    private final String source;
    private final String text;
    private final Node document;
    private final List<PageHeading> headings = new ArrayList<>();
    private final Map<Node, String> ids = new HashMap<>();
    private final TreeSet<String> anchors = new TreeSet<>();
    private final Optional<Paragraph> lead;

    /**
     * A heading of a page.
     *
     * @param level 1 for the title of the page
     * @param text its text without markup
     * @param id its anchor
     * @param node its block
     */
    record PageHeading(int level, String text, String id, Heading node) {}

    /**
     * Parses a page.
     *
     * @param path its path relative to the folder of the pages, with slashes
     */
    DocumentPage(String path, String text) {
        this(path, path, text);
    }

    /**
     * Parses a part of a page.
     *
     * @param path its path relative to the folder of the pages, with slashes
     * @param source path of the file in the repository, from which its links lead
     */
    DocumentPage(String path, String source, String text) {
        this.path = path;
        this.source = source;
        this.text = text;
        document = MarkdownPages.parse(MarkdownPages.withoutFrontMatter(text));
        IdGenerator generator = IdGenerator.builder().defaultId("section").build();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String words = MarkdownPages.plainText(heading);
                String id = generator.generateId(MarkdownPages.lowerCase(words));
                headings.add(new PageHeading(heading.getLevel(), words, id, heading));
                name(heading, id);
            }
        });
        // Names of rows do not take the anchors of headings, which links of the repository use.
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row) {
                    names(row).stream()
                            .findFirst()
                            .map(name -> generator.generateId("row-" + MarkdownPages.lowerCase(name)))
                            .ifPresent(id -> name(row, id));
                }
                visitChildren(node);
            }
        });
        lead = firstParagraph(document);
    }

    private void name(Node node, String id) {
        ids.put(node, id);
        anchors.add(id);
    }

    /** Returns the paragraph that begins the page; empty if another block does, as a picture or a table. */
    private static Optional<Paragraph> firstParagraph(Node document) {
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            boolean title = block instanceof Heading heading && heading.getLevel() == TITLE_LEVEL;
            boolean picture = block instanceof Paragraph && block.getFirstChild() instanceof Image;
            if (!title && !picture) {
                return block instanceof Paragraph paragraph ? Optional.of(paragraph) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the names that a table row defines: the code in its first cell, if that cell has only code. Empty for
     * other rows.
     */
    static List<String> names(TableRow row) {
        List<String> names = new ArrayList<>();
        Node cell = row.getFirstChild();
        for (Node part = cell == null ? null : cell.getFirstChild(); part != null; part = part.getNext()) {
            if (part instanceof Code code) {
                names.add(code.getLiteral());
            } else if (!MarkdownPages.plainText(part).matches("[,\\s]*")) {
                return List.of();
            }
        }
        return names;
    }

    /** Returns the path relative to the folder of the pages, with slashes. */
    String path() {
        return path;
    }

    /** Returns the path of the file in the repository, relative to the folder of the pages. */
    String source() {
        return source;
    }

    /** Returns the Markdown text. */
    String text() {
        return text;
    }

    /** Returns the blocks of the page. */
    Node document() {
        return document;
    }

    /** Returns the path of the HTML page, relative to the root of the site. */
    String html() {
        String stem = path.endsWith(INDEX)
                ? path.substring(0, path.length() - INDEX.length()) + "index"
                : path.substring(0, path.length() - EXTENSION.length());
        return stem + ".html";
    }

    /** Returns the title: the first heading of the first level. */
    String title() {
        return headings.stream()
                .filter(heading -> heading.level() == TITLE_LEVEL)
                .map(PageHeading::text)
                .findFirst()
                .orElse("");
    }

    /** Returns the first sentence of the page; empty if it does not begin with a paragraph. */
    String summary() {
        return lead.map(MarkdownPages::plainText).map(MarkdownPages::sentence).orElse("");
    }

    /** Returns the headings in order, the title included. */
    List<PageHeading> headings() {
        return List.copyOf(headings);
    }

    /** Returns the anchor of a heading or a table row; empty for other nodes. */
    Optional<String> id(Node node) {
        return Optional.ofNullable(ids.get(node));
    }

    /** Returns whether a link to an anchor of the page leads somewhere. */
    boolean has(String anchor) {
        return anchors.contains(anchor);
    }

    /** Returns the number of lines of the Markdown text. */
    long lines() {
        return text.lines().count();
    }

    /** Returns the line of a node, from 1; 0 if unknown. */
    static int line(Node node) {
        for (Node at = node; at != null && !(at instanceof Document); at = at.getParent()) {
            if (at instanceof Block && !at.getSourceSpans().isEmpty()) {
                return at.getSourceSpans().get(0).getLineIndex() + 1;
            }
        }
        return 0;
    }
}
