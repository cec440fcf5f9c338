import type { editor } from 'monaco-editor/editor';

interface Monaco {
  readonly editor: { defineTheme(name: string, theme: editor.IStandaloneThemeData): void };
}

const LIGHT = { ink: '16181C', ink2: '464B53', ink3: '656B74', paper: 'FCFCFB', paper2: 'F3F4F3', hair: 'D5D9DA', error: 'A81E14' };
const DARK = { ink: 'F2F2EE', ink2: 'BDC1C7', ink3: '969CA5', paper: '14161A', paper2: '1B1E23', hair: '343940', error: 'FF8F84' };

/** Code is ink only: keywords bold, strings lighter, comments lighter and italic. Colour is for states. */
export function defineInkThemes(monaco: Monaco): void {
  for (const [name, base, ink] of [
    ['ink-light', 'vs', LIGHT],
    ['ink-dark', 'vs-dark', DARK],
  ] as const) {
    monaco.editor.defineTheme(name, {
      base,
      inherit: false,
      rules: [
        { token: '', foreground: ink.ink },
        { token: 'keyword', foreground: ink.ink, fontStyle: 'bold' },
        { token: 'string', foreground: ink.ink2 },
        { token: 'regexp', foreground: ink.ink2 },
        { token: 'comment', foreground: ink.ink3, fontStyle: 'italic' },
        { token: 'number', foreground: ink.ink },
      ],
      colors: {
        'editor.background': `#${ink.paper}`,
        'editor.foreground': `#${ink.ink}`,
        'editorCursor.foreground': `#${ink.ink}`,
        'editorLineNumber.foreground': `#${ink.ink3}`,
        'editorLineNumber.dimmedForeground': `#${ink.ink3}`,
        'editorLineNumber.activeForeground': `#${ink.ink}`,
        'editor.lineHighlightBackground': `#${ink.paper2}`,
        'editor.lineHighlightBorder': `#${ink.paper2}`,
        'editor.selectionBackground': `#${ink.ink3}55`,
        'editor.inactiveSelectionBackground': `#${ink.ink3}33`,
        'editorIndentGuide.background1': `#${ink.hair}`,
        'editorBracketHighlight.foreground1': `#${ink.ink}`,
        'editorBracketHighlight.foreground2': `#${ink.ink}`,
        'editorBracketHighlight.foreground3': `#${ink.ink}`,
        'editorError.foreground': `#${ink.error}`,
        'editorWarning.foreground': `#${ink.ink3}`,
        'editorInfo.foreground': `#${ink.ink3}`,
        'editorWidget.background': `#${ink.paper}`,
        'editorWidget.border': `#${ink.ink}`,
        'editorSuggestWidget.selectedBackground': `#${ink.hair}`,
        'editorSuggestWidget.highlightForeground': `#${ink.ink}`,
        'list.hoverBackground': `#${ink.paper2}`,
        focusBorder: `#${ink.ink}`,
        'scrollbarSlider.background': `#${ink.ink3}44`,
        'editorOverviewRuler.border': '#00000000',
      },
    });
  }
}
