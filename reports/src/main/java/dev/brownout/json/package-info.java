/** JSON as text: builder of documents, and numbers in their shortest form. */
package dev.brownout.json;
