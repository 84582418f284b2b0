//! [`Relation`]: what a word is to its head, in universal dependencies.

macro_rules! relations {
    ($($name:ident $text:literal),* $(,)?) => {
        /// A relation of universal dependencies, as GUM and EWT use them.
        #[non_exhaustive]
        #[repr(u8)]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Relation {
            #[default]
            $(#[doc = concat!("`", $text, "`")] $name),*
        }

        impl Relation {
            /// All, in the order of the numbers.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The relation of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

relations! {
    Dep "dep", Root "root", Punct "punct", Case "case", Det "det", Nsubj "nsubj", Advmod "advmod", Amod "amod",
    Obj "obj", Obl "obl", Conj "conj", Nmod "nmod", Cc "cc", Compound "compound", Mark "mark", Aux "aux", Cop "cop",
    Advcl "advcl", NmodPoss "nmod:poss", Xcomp "xcomp", AclRelcl "acl:relcl", Flat "flat", Ccomp "ccomp", Acl "acl",
    Parataxis "parataxis", Nummod "nummod", AuxPass "aux:pass", Appos "appos", NsubjPass "nsubj:pass",
    Discourse "discourse", OblUnmarked "obl:unmarked", NmodUnmarked "nmod:unmarked", CompoundPrt "compound:prt",
    Expl "expl", Fixed "fixed", Iobj "iobj", List "list", Reparandum "reparandum", OblAgent "obl:agent",
    Csubj "csubj", NmodDesc "nmod:desc", NsubjOuter "nsubj:outer", AdvclRelcl "advcl:relcl", DetPredet "det:predet",
    Vocative "vocative", CcPreconj "cc:preconj", CsubjPass "csubj:pass", CsubjOuter "csubj:outer", Goeswith "goeswith",
    Dislocated "dislocated", Orphan "orphan",
}

impl Relation {
    /// Whether it is the subject of a clause.
    pub fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::NsubjOuter
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }

    /// Whether what hangs by it is a clause.
    pub fn is_clause(self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Ccomp
                | Self::Xcomp
                | Self::Advcl
                | Self::AdvclRelcl
                | Self::Acl
                | Self::AclRelcl
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
                | Self::Parataxis
        )
    }
}
