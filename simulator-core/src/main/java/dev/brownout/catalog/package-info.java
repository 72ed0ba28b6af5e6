/** Everything that a scenario can name, in one list; it stands above all that it lists. */
package dev.brownout.catalog;
