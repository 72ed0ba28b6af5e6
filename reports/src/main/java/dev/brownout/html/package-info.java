/** Rendering of the results of a run as one self-contained HTML file. */
package dev.brownout.html;
