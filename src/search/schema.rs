//! The schema of the tantivy index: which fields a document has, and how they are kept.

use super::stream::CountedTerms;
use tantivy::schema::{BytesOptions, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::{IndexBuilder, IndexSettings};

/// Version of what is kept in the fields; an index of another version is refused and built anew.
pub const FORMAT: u32 = 2;
/// Name of the record column.
pub const RECORD: &str = "record";
/// The same under which tokens of the term field are counted.
const COUNTED: &str = "counted-terms";
/// Most documents are larger, so that each is a block of its own: one that is read is all that is unpacked.
const STORE_BLOCK: usize = 4096;

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Source path, one raw term: the key by which a document can be deleted.
    pub path: Field,
    /// All terms with their frequencies; no positions, no norms.
    pub terms: Field,
    /// [`super::record::Record`] in pieces, as a column, because all are read when the index is opened.
    pub record: Field,
    /// [`super::record::PackedText`], stored compressed, read for the few documents that are looked at closely.
    pub text: Field,
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let indexed = |tokenizer, option| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(false);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        path: schema.add_text_field("path", indexed("raw", IndexRecordOption::Basic)),
        terms: schema.add_text_field("terms", indexed(COUNTED, IndexRecordOption::WithFreqs)),
        record: schema.add_bytes_field(RECORD, BytesOptions::default().set_fast()),
        text: schema.add_bytes_field("text", BytesOptions::default().set_stored()),
    };
    (schema.build(), fields)
}

/// A tantivy index of this schema, to be created.
pub fn new_index() -> IndexBuilder {
    let settings = IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_blocksize: STORE_BLOCK,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    tantivy::Index::builder().schema(schema().0).settings(settings).tokenizers(tokenizers())
}

/// What cuts the values of text fields: paths stay whole, terms are already cut.
pub fn tokenizers() -> tantivy::tokenizer::TokenizerManager {
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(COUNTED, CountedTerms);
    tokenizers
}
