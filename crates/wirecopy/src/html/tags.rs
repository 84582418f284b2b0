//! The elements the reader knows, and what it knows of them.

macro_rules! tags {
    ($($variant:ident = $name:literal,)*) => {
        /// An element's name; `Other` for those that mean nothing here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(super) enum Tag { $($variant,)* Other }

        impl Tag {
            /// How many there are.
            pub(super) const COUNT: usize = Tag::Other as usize + 1;

            /// The element of a lower-case name.
            pub(super) fn of(name: &[u8]) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Other }
            }
        }
    };
}

tags! {
    A = b"a", Address = b"address", Article = b"article", Aside = b"aside", Audio = b"audio", B = b"b", Base = b"base",
    Blockquote = b"blockquote", Body = b"body", Br = b"br", Button = b"button", Canvas = b"canvas",
    Caption = b"caption", Center = b"center", Cite = b"cite", Code = b"code", Col = b"col", Dd = b"dd",
    Details = b"details", Dialog = b"dialog", Div = b"div", Dl = b"dl", Dt = b"dt", Em = b"em", Embed = b"embed",
    Fieldset = b"fieldset", Figcaption = b"figcaption", Figure = b"figure", Font = b"font", Footer = b"footer",
    Form = b"form", H1 = b"h1", H2 = b"h2", H3 = b"h3", H4 = b"h4", H5 = b"h5", H6 = b"h6", Head = b"head",
    Header = b"header", Hr = b"hr", Html = b"html", I = b"i", Iframe = b"iframe", Img = b"img", Input = b"input",
    Label = b"label", Li = b"li", Link = b"link", Main = b"main", Math = b"math", Menu = b"menu", Meta = b"meta",
    Nav = b"nav", Noscript = b"noscript", Object = b"object", Ol = b"ol", Optgroup = b"optgroup",
    Option = b"option", P = b"p", Param = b"param", Picture = b"picture", Pre = b"pre", Q = b"q", S = b"s",
    Script = b"script", Section = b"section", Select = b"select", Small = b"small", Source = b"source",
    Span = b"span", Strong = b"strong", Style = b"style", Sub = b"sub", Summary = b"summary", Sup = b"sup",
    Svg = b"svg", Table = b"table", Tbody = b"tbody", Td = b"td", Template = b"template", Textarea = b"textarea",
    Tfoot = b"tfoot", Th = b"th", Thead = b"thead", Time = b"time", Title = b"title", Tr = b"tr", Track = b"track",
    Ul = b"ul", Video = b"video", Wbr = b"wbr",
}

impl Tag {
    /// The element of a name in any letter case.
    pub(super) fn of_any_case(name: &[u8]) -> Self {
        let mut lower = [0; 16];
        match lower.get_mut(..name.len()) {
            Some(lower) => {
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                Self::of(lower)
            }
            None => Self::Other,
        }
    }

    /// Has no content, and no end tag.
    pub(super) fn is_void(self) -> bool {
        use Tag::{Base, Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(
            self,
            Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Starts a line of its own: its text is not part of the line around it.
    pub(super) fn is_block(self) -> bool {
        use Tag::{
            Address, Article, Aside, Blockquote, Body, Caption, Center, Dd, Details, Dialog, Div, Dl, Dt,
            Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Header, Hr, Html, Li, Main,
            Menu, Nav, Ol, P, Pre, Section, Summary, Table, Tbody, Td, Tfoot, Th, Thead, Tr, Ul,
        };
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hr
                | Html
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | P
                | Pre
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    /// A heading, `h1` to `h6`.
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// Never shows text of the page.
    pub(super) fn is_silent(self) -> bool {
        use Tag::{
            Audio, Button, Canvas, Dialog, Embed, Head, Iframe, Input, Noscript, Object, Script, Select,
            Style, Svg, Template, Textarea, Video,
        };
        matches!(
            self,
            Audio
                | Button
                | Canvas
                | Dialog
                | Embed
                | Head
                | Iframe
                | Input
                | Noscript
                | Object
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Video
        )
    }

    /// Ends an open element of its own kind when it begins: the HTML standard's implied end tags.
    pub(super) fn closes(self, open: Tag) -> bool {
        use Tag::{Dd, Dt, Li, Optgroup, Option, P, Tbody, Td, Tfoot, Th, Thead, Tr};
        match open {
            P => self.is_block() && self != Tag::Body && self != Tag::Html,
            Li => self == Li,
            Dt | Dd => matches!(self, Dt | Dd),
            Option => matches!(self, Option | Optgroup),
            Td | Th => matches!(self, Td | Th | Tr | Tbody | Thead | Tfoot),
            Tr => matches!(self, Tr | Tbody | Thead | Tfoot),
            Thead | Tbody | Tfoot => matches!(self, Tbody | Thead | Tfoot),
            _ => false,
        }
    }

    /// Elements an implied or misplaced end tag does not reach across.
    pub(super) fn is_fence(self) -> bool {
        use Tag::{Article, Body, Caption, Html, Table, Td, Template, Th};
        matches!(self, Article | Body | Caption | Html | Table | Td | Template | Th)
    }
}
