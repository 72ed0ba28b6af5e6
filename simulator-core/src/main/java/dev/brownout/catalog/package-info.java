/** Index of the scenario language; depends on every package that it lists. */
package dev.brownout.catalog;
