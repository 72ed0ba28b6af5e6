/** Tests of CDNs and of the call graph in results, validated against values calculated by hand. */
package dev.brownout.edges;
