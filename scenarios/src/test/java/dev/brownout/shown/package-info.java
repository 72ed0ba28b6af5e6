/** A kind whose measures have names of its own is shown as it says, by every page that shows something unasked. */
package dev.brownout.shown;
