/** Who called whom, as results tell it, against numbers worked out by hand. */
package dev.brownout.edges;
