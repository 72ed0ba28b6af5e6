/**
 * The documentation as a static site: HTML pages, their Markdown, a search index and {@code llms.txt}, from the files
 * of {@code docs} in the order of {@code docs/map.yaml}.
 */
package dev.brownout.site;
